using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Weak references and their callbacks in cycles, among the trash and outside of it.</summary>
/// <remarks>
/// A callback that is a bound method is an object: a weak reference of a subclass holds it in a field, as every weak
/// reference of CPython holds its callback. A class is an object in a cycle with its method resolution order; instances
/// refer to it by a field.
/// </remarks>
public sealed class WeakReferenceCycleTests
{
    private const int Me = 0;
    private const int Other = 1;
    private const int Reference = 2;
    private const int ClassField = 3;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callback_in_cycle")]
    public void A_callback_in_trash_on_a_class_in_trash_is_not_called(string profile) => PythonHeap.Run(profile, python =>
    {
        int called = 0;
        Variable j = NewClass(python);
        Variable ii = NewClass(python);
        Variable i = python.New(PythonTypes.Instance);
        python.Set(i, ClassField, ii);
        python.Set(i, Other, j);
        SetWeak(python, i, j, _ => called++);
        python.Delete(i, j, ii);
        Assert.Equal(0, called);

        // Two classes with their tuples, the instance, its weak reference and the bound method.
        Assert.Equal(7, python.Collect());
        Assert.Equal(0, called);
        Assert.Equal(0, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callback_reachable_one_way")]
    public void A_callback_whose_object_reaches_the_target_is_not_called(string profile) => PythonHeap.Run(
        profile,
        python =>
        {
            Variable c = NewClass(python);
            CheckOneWay(python, c, c);
            Assert.Equal(2, python.LiveObjects);
        });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callback_different_classes")]
    public void A_callback_whose_class_the_target_does_not_reach_is_not_called(string profile) => PythonHeap.Run(
        profile,
        python =>
        {
            Variable c = NewClass(python);
            Variable d = NewClass(python);
            CheckOneWay(python, c, d, c, d);
            Assert.Equal(0, python.LiveObjects);
        });

    /// <summary>
    /// Callbacks in the trash would bring its objects back, but are not called; the one on the class, which is outside, is.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callback_in_cycle_resurrection")]
    public void Callbacks_in_trash_bring_nothing_back(string profile) => PythonHeap.Run(profile, python =>
    {
        List<string> calls = [];
        Variable c = NewClass(python);
        Variable c1 = NewInstance(python, c);
        Variable c2 = NewInstance(python, c);
        python.Set(c1, Other, c2);
        python.Set(c2, Other, c1);
        SetWeak(python, c1, c2, _ => calls.Add("c2 went away"));
        SetWeak(python, c2, c1, _ => calls.Add("c1 went away"));
        Variable external = python.Weak(c, _ => calls.Add("C went away"));
        python.Delete(c1, c2, c);
        Assert.Empty(calls);
        Assert.Equal(8, python.Collect());
        Assert.Equal(["C went away"], calls);
        Assert.True(python.IsDead(external));
        Assert.Equal(0, python.Collect());
        Assert.Equal(["C went away"], calls);
    });

    /// <summary>A weak reference to a bound method that is a callback itself.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callbacks_on_callback")]
    public void Only_the_callback_outside_of_the_trash_is_called(string profile) => PythonHeap.Run(profile, python =>
    {
        List<string> calls = [];
        Variable cls = NewClass(python);
        Variable c = NewInstance(python, cls);
        Variable d = NewInstance(python, cls);
        python.Set(c, Other, d);
        python.Set(d, Other, c);
        Variable callback = SetWeakToMethod(python, c, d, _ => calls.Add("cb called"));
        SetWeak(python, d, callback, _ => calls.Add("cb called"));
        Variable external = python.Weak(callback, _ => calls.Add("safe_callback called"));
        Variable found = python.Call(external);
        Assert.True(python.Same(found, callback));
        python.Delete(found, callback, c, d, cls);
        Assert.Empty(calls);

        python.Collect();
        Assert.Equal(["safe_callback called"], calls);
        Assert.True(python.IsDead(external));
        Assert.Equal(0, python.Collect());
        Assert.Equal(["safe_callback called"], calls);
        Assert.Equal(1, python.LiveObjects);
    });

    /// <summary>The callback is given the weak reference itself, which it appends to a list.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_classes")]
    public void A_class_may_be_a_target(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable list = python.List();
        Variable cls = NewClass(python);
        Variable weak = python.Weak(cls, self => python.Append(list, self));
        python.Delete(cls);
        Assert.False(python.IsDead(weak));
        python.Collect();
        Assert.True(python.IsDead(weak));
        Assert.Equal(1, python.Length(list));
        Assert.True(python.Same(weak, python.Item(list, 0)));
    });

    private static void CheckOneWay(PythonHeap python, Variable c, Variable d, params ReadOnlySpan<Variable> dropped)
    {
        int called = 0;
        Variable c1 = NewInstance(python, d);
        Variable c2 = NewInstance(python, c);
        python.Set(c2, Me, c2);
        python.Set(c2, Other, c1);
        SetWeak(python, c2, c1, _ => called++);
        python.Delete(c1, c2);
        python.Delete(dropped);
        Assert.Equal(0, called);

        // The two instances, the weak reference and the bound method; each dropped class with its tuple.
        Assert.Equal(4 + (2 * dropped.Length), python.Collect());
        Assert.Equal(0, called);
    }

    /// <summary>A class: an object in a cycle with its method resolution order.</summary>
    private static Variable NewClass(PythonHeap python)
    {
        Variable cls = python.New(PythonTypes.ClassObject);
        Variable order = python.Tuple(cls);
        python.Set(cls, 0, order);
        python.Delete(order);
        return cls;
    }

    private static Variable NewInstance(PythonHeap python, Variable cls)
    {
        Variable instance = python.New(PythonTypes.Instance);
        python.Set(instance, ClassField, cls);
        return instance;
    }

    /// <summary><c>owner.wr = weakref.ref(target, owner.callback)</c>.</summary>
    private static void SetWeak(PythonHeap python, Variable owner, Variable target, Action<Variable> callback) =>
        python.Forget(SetWeakToMethod(python, owner, target, callback));

    /// <summary>As <see cref="SetWeak"/>, with the bound method in a variable of its own.</summary>
    private static Variable SetWeakToMethod(
        PythonHeap python, Variable owner, Variable target, Action<Variable> callback)
    {
        Variable method = python.New(PythonTypes.Method);
        python.Set(method, 0, owner);
        Variable weak = python.WeakOfType(PythonTypes.ReferenceSubclass, target, callback);
        python.Set(weak, 0, method);
        python.Set(owner, Reference, weak);
        python.Delete(weak);
        return method;
    }
}
