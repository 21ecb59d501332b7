using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary><c>weakref.finalize</c> with the registry on the host's side.</summary>
public sealed class FinalizerRegistryTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "FinalizeTestCase.test_finalize")]
    public void A_finalizer_is_called_once_or_detached(string profile) => PythonHeap.Run(profile, python =>
    {
        FinalizerRegistry registry = new(python);
        List<int> called = [];
        Variable target = python.New(PythonTypes.Instance);
        int first = registry.Register(target, () => called.Add(1));
        Variable found = registry.Peek(first)!;
        Assert.True(python.Same(target, found));
        python.Delete(found);
        Assert.True(registry.IsAlive(first));
        Assert.True(registry.Call(first));
        Assert.False(registry.IsAlive(first));
        Assert.Null(registry.Peek(first));
        Assert.False(registry.Call(first));
        Assert.Equal([1], called);

        int second = registry.Register(target, () => called.Add(2));
        Assert.True(registry.Detach(second));
        Assert.False(registry.Detach(second));
        Assert.False(registry.Call(second));

        int third = registry.Register(target, () => called.Add(3));
        python.Delete(target);
        Assert.Equal([1, 3], called);
        Assert.False(registry.IsAlive(third));
        Assert.Equal(0, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "FinalizeTestCase.test_order")]
    public void Finalizers_of_one_object_run_newest_first(string profile) => PythonHeap.Run(profile, python =>
    {
        FinalizerRegistry registry = new(python);
        List<string> called = [];
        Variable target = python.New(PythonTypes.Instance);
        registry.Register(target, () => called.Add("f1"));
        registry.Register(target, () => called.Add("f2"));
        registry.Register(target, () => called.Add("f3"));
        python.Delete(target);
        Assert.Equal(["f3", "f2", "f1"], called);
    });
}
