using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Weak references to objects that die by count: life, callbacks, sharing and lists.</summary>
public sealed class WeakReferenceTests
{
    private static readonly ObjectType[] s_targets = [PythonTypes.Instance, PythonTypes.Function, PythonTypes.Method];

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_basic_ref")]
    public void A_live_reference_gives_its_object(string profile) => PythonHeap.Run(profile, python =>
    {
        Assert.All(s_targets, type => CheckReference(python, type));
        Assert.Equal(0, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_basic_callback")]
    public void A_callback_is_called_once(string profile) => PythonHeap.Run(profile, python =>
        Assert.All(s_targets, type => CheckCallback(python, type)));

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_cfunction")]
    public void A_native_function_may_be_a_target(string profile) => PythonHeap.Run(profile, python =>
    {
        CheckReference(python, PythonTypes.NativeFunction);
        CheckCallback(python, PythonTypes.NativeFunction);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_multiple_callbacks")]
    public void Each_callback_of_an_object_is_called(string profile) => PythonHeap.Run(profile, python =>
    {
        List<int> called = [];
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.Weak(target, _ => called.Add(1));
        Variable second = python.Weak(target, _ => called.Add(2));
        python.Delete(target);
        Assert.Equal([2, 1], called);
        Assert.True(python.IsDead(first));
        Assert.True(python.IsDead(second));
    });

    /// <summary>The callback of the newest reference, which is called first, reads the oldest one.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_multiple_selfref_callbacks")]
    public void All_references_are_dead_before_the_first_callback(string profile) => PythonHeap.Run(profile, python =>
    {
        List<bool> dead = [];
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.Name();
        python.Assign(first, python.Weak(target, _ => dead.Add(python.IsDead(first))));
        python.Weak(target, _ => dead.Add(python.IsDead(first)));
        python.Delete(target);
        Assert.Equal([true, true], dead);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_ref_reuse")]
    public void A_plain_reference_is_shared_whatever_proxies_there_are(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.Weak(target);
        Variable proxy = python.Weak(target, kind: WeakKind.Proxy);
        Variable second = python.Weak(target);
        Assert.True(python.Same(first, second));

        python.Delete(target, first, proxy, second);
        target = python.New(PythonTypes.Instance);
        proxy = python.Weak(target, kind: WeakKind.Proxy);
        first = python.Weak(target);
        second = python.Weak(target);
        Assert.True(python.Same(first, second));
        Assert.False(python.Same(first, proxy));
        Assert.Equal(2, python.WeakCount(target));
        python.Delete(proxy);
        Assert.Equal(1, python.WeakCount(target));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_proxy_reuse")]
    public void A_plain_proxy_is_shared_whatever_references_there_are(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.Weak(target, kind: WeakKind.Proxy);
        Variable reference = python.Weak(target);
        Variable second = python.Weak(target, kind: WeakKind.Proxy);
        Assert.True(python.Same(first, second));
        Assert.False(python.Same(first, reference));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_shared_ref_without_callback")]
    public void References_without_a_callback_are_shared(string profile) => CheckShared(profile, WeakKind.Reference);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_shared_proxy_without_callback")]
    public void Proxies_without_a_callback_are_shared(string profile) => CheckShared(profile, WeakKind.Proxy);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_getweakrefcount")]
    public void Weak_references_are_counted(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable target = python.New(PythonTypes.Instance);
        Assert.Equal(0, python.WeakCount(target));
        Variable first = python.Weak(target);
        Variable second = python.Weak(target, _ => { });
        Assert.Equal(2, python.WeakCount(target));
        Variable firstProxy = python.Weak(target, kind: WeakKind.Proxy);
        Variable secondProxy = python.Weak(target, _ => { }, WeakKind.Proxy);
        Assert.Equal(4, python.WeakCount(target));
        python.Delete(first, second, firstProxy, secondProxy);
        Assert.Equal(0, python.WeakCount(target));
        Assert.Equal(0, python.WeakCount(python.Int(1)));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_getweakrefs")]
    public void Weak_references_are_listed(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.Weak(target, _ => { });
        Variable second = python.Weak(target, _ => { });
        Assert.Equal([python.Id(second), python.Id(first)], python.WeakReferences(target));
        python.Delete(first);
        Assert.Equal([python.Id(second)], python.WeakReferences(target));

        python.Delete(target, second);
        target = python.New(PythonTypes.Instance);
        first = python.Weak(target, _ => { });
        second = python.Weak(target, _ => { });
        python.Delete(second);
        Assert.Equal([python.Id(first)], python.WeakReferences(target));
        python.Delete(first);
        Assert.Empty(python.WeakReferences(target));
        Assert.Empty(python.WeakReferences(python.Int(1)));
    });

    private static void CheckReference(PythonHeap python, ObjectType type)
    {
        Variable target = python.New(type);
        Variable weak = python.Weak(target);
        Variable found = python.Call(weak);
        Assert.True(python.Same(target, found));
        python.Delete(found);
        Assert.False(python.IsDead(weak));
        python.Delete(target);
        Assert.True(python.IsDead(weak));
        python.Delete(weak);
    }

    private static void CheckCallback(PythonHeap python, ObjectType type)
    {
        int called = 0;
        Variable target = python.New(type);
        Variable weak = python.Weak(target, _ => called++);
        Assert.Equal(0, called);
        python.Delete(target);
        Assert.Equal(1, called);
        Assert.True(python.IsDead(weak));
        python.Collect();
        Assert.Equal(1, called);
    }

    /// <summary>No callback and a callback of None are the same to the engine, so the four ways of asking are one.</summary>
    private static void CheckShared(string profile, WeakKind kind) => PythonHeap.Run(profile, python =>
    {
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.Weak(target, null, kind);
        Variable second = python.Weak(target, kind: kind);
        Assert.True(python.Same(first, second));
        Variable other = python.Weak(target, _ => { }, kind);
        Assert.False(python.Same(first, other));

        // After the death of the shared one there is another.
        python.Delete(first, second, other);
        Assert.Equal(0, python.WeakCount(target));
        first = python.Weak(target, kind: kind);
        second = python.Weak(target, null, kind);
        Assert.True(python.Same(first, second));
        Assert.Equal(1, python.WeakCount(target));
    });
}
