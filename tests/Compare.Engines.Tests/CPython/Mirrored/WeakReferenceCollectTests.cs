using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Collections that run while a target dies or a weak reference is made.</summary>
public sealed class WeakReferenceCollectTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_sf_bug_840829")]
    public void A_callback_may_collect_while_its_target_dies(string profile) => PythonHeap.Run(profile, python =>
    {
        List<long> collected = [];
        Variable c = python.New(PythonTypes.Instance);
        Variable weak = python.Weak(c, _ => collected.Add(python.Collect()));
        python.Delete(c);
        python.Delete(weak);
        Assert.Equal([0L], collected);

        // The target dies in the middle of the death of the object that holds its holder.
        Variable c1 = python.New(PythonTypes.Instance);
        Variable inner = python.New(PythonTypes.Instance);
        python.Set(c1, 0, inner);
        weak = python.Weak(inner, _ => collected.Add(python.Collect()));
        Variable c2 = python.New(PythonTypes.Instance);
        python.Set(c2, 0, c1);
        python.Delete(inner, c1);
        Assert.Single(collected);
        python.Delete(c2);
        Assert.Equal([0L, 0L], collected);
        Assert.Equal(1, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callback_gcs")]
    public void A_callback_may_collect_when_its_target_has_a_finalizer(string profile) => PythonHeap.Run(profile, python =>
    {
        List<string> order = [];
        ObjectType type = PythonTypes.ClassWithFinalizer("ObjectWithDel");
        python.SetFinalizer(type, _ => order.Add("finalizer"));
        Variable x = python.New(type);
        Variable weak = python.Weak(x, _ => order.Add($"callback {python.Collect()}"));
        python.Delete(x);
        python.Collect();
        Assert.Equal(["finalizer", "callback 0"], order);
        Assert.True(python.IsDead(weak));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_gc_during_ref_creation")]
    public void A_collection_may_run_while_a_reference_is_made(string profile) =>
        CheckCollectionWhileMaking(profile, WeakKind.Reference);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_gc_during_proxy_creation")]
    public void A_collection_may_run_while_a_proxy_is_made(string profile) =>
        CheckCollectionWhileMaking(profile, WeakKind.Proxy);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_ref_created_during_del")]
    public void A_reference_that_the_finalizer_makes_is_dead_afterwards(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable weak = python.Name();
        bool alive = false;
        ObjectType type = PythonTypes.ClassWithFinalizer("Target");
        python.SetFinalizer(type, self =>
        {
            Variable made = python.Weak(self);
            alive = !python.IsDead(made);
            python.Assign(weak, made);
            python.Forget(made);
        });
        Variable target = python.New(type);
        python.Delete(target);
        Assert.True(alive);
        Assert.False(python.IsNone(weak));
        Assert.True(python.IsDead(weak));
        python.Delete(weak);
        Assert.Equal(0, python.LiveObjects);
    });

    /// <summary>
    /// With thresholds of one a collection starts in the middle: a cycle in the trash holds the shared reference to the
    /// target when another reference to it is made.
    /// </summary>
    private static void CheckCollectionWhileMaking(string profile, WeakKind kind) => PythonHeap.Run(profile, python =>
    {
        const int Rounds = 5;
        python.SetThresholds(1, 1, 1);
        python.Collect();
        Variable referenced = python.New(PythonTypes.Instance);
        python.CheckPoint();
        Variable a = python.New(PythonTypes.Instance);
        python.CheckPoint();
        for (int round = 0; round < Rounds; round++)
        {
            python.Set(a, 0, a);
            Variable held = python.Weak(referenced, kind: kind);
            python.CheckPoint();
            python.Set(a, 1, held);
            python.Forget(held);
            python.New(a, PythonTypes.Instance);
            Variable made = python.Weak(referenced, _ => { }, kind);
            python.CheckPoint();
            Variable shared = python.Weak(referenced, kind: kind);
            python.CheckPoint();
            Assert.False(python.Same(made, shared));
            Variable found = python.Call(shared);
            Assert.True(python.Same(found, referenced));
            python.Forget(found);
            python.Forget(made);
            python.Forget(shared);
        }

        python.Collect();
        Assert.Equal(2, python.LiveObjects);
        Assert.Equal(0, python.WeakCount(referenced));
    });
}
