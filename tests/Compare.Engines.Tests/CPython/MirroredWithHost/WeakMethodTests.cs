using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary>Weak references to bound methods.</summary>
public sealed class WeakMethodTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "WeakMethodTestCase.test_alive")]
    public void It_gives_the_method_while_its_object_lives(string profile) => PythonHeap.Run(profile, python =>
    {
        (Variable instance, Variable function) = NewMethod(python);
        WeakMethod weak = new(python, instance, function);
        Variable method = weak.Call();
        Assert.True(python.Same(instance, python.Get(method, 0)));
        Assert.True(python.Same(function, python.Get(method, 1)));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "WeakMethodTestCase.test_object_dead")]
    public void It_is_dead_when_the_object_is(string profile) => PythonHeap.Run(profile, python =>
    {
        (Variable instance, Variable function) = NewMethod(python);
        WeakMethod weak = new(python, instance, function);
        python.Delete(instance);
        Assert.True(python.IsNone(weak.Call()));
    });

    /// <summary>The class loses the method while the object lives; a method that was taken before keeps it.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "WeakMethodTestCase.test_method_dead")]
    public void It_is_dead_when_the_function_is(string profile) => PythonHeap.Run(profile, python =>
    {
        (Variable instance, Variable function) = NewMethod(python);
        WeakMethod weak = new(python, instance, function);
        Variable method = weak.Call();
        python.Delete(function);
        Variable again = weak.Call();
        Assert.False(python.IsNone(again));
        python.Delete(method, again);
        Assert.True(python.IsNone(weak.Call()));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "WeakMethodTestCase.test_callback_when_object_dead")]
    public void Its_callback_is_called_once_when_the_object_dies_first(string profile) =>
        CheckCallback(profile, isObjectFirst: true);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "WeakMethodTestCase.test_callback_when_method_dead")]
    public void Its_callback_is_called_once_when_the_function_dies_first(string profile) =>
        CheckCallback(profile, isObjectFirst: false);

    /// <summary>With the collector off: what it made dies by count.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "WeakMethodTestCase.test_no_cycles")]
    public void It_makes_no_cycle(string profile) => PythonHeap.Run(profile, python =>
    {
        python.GcEnabled = false;
        int called = 0;
        (Variable instance, Variable function) = NewMethod(python);
        WeakMethod weak = new(python, instance, function, () => called++);
        weak.Drop();
        python.Delete(instance, function);
        Assert.Equal(0, called);
        Assert.Equal(0, python.LiveObjects);
    });

    private static void CheckCallback(string profile, bool isObjectFirst) => PythonHeap.Run(profile, python =>
    {
        int called = 0;
        (Variable instance, Variable function) = NewMethod(python);
        WeakMethod weak = new(python, instance, function, () => called++);
        python.Delete(isObjectFirst ? instance : function);
        Assert.Equal(1, called);
        Assert.True(python.IsNone(weak.Call()));
        python.Delete(isObjectFirst ? function : instance);
        Assert.Equal(1, called);
    });

    private static (Variable Instance, Variable Function) NewMethod(PythonHeap python) =>
        (python.New(PythonTypes.Instance), python.New(PythonTypes.Function));
}
