using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Cycles with a legacy finalizer (<c>tp_del</c>) are kept for the program in <c>gc.garbage</c>.</summary>
public sealed class GcLegacyFinalizerTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_legacy_finalizer")]
    public void A_cycle_with_a_legacy_finalizer_is_garbage_and_a_plain_one_is_freed(string profile) => Check(
        profile, PythonTypes.Class("A", ObjectTraits.LegacyFinalizer), PythonTypes.Class("B"));

    /// <summary>The classes derive from <c>object</c> explicitly; here they have slots, so that they differ at all.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_legacy_finalizer_newclass")]
    public void A_cycle_of_slots_with_a_legacy_finalizer_is_garbage(string profile) => Check(
        profile,
        new ObjectType("A", PythonKind.SlotsInstance, references: 1, traits: ObjectTraits.LegacyFinalizer),
        new ObjectType("B", PythonKind.SlotsInstance, references: 1));

    private static void Check(string profile, ObjectType legacy, ObjectType plain) => PythonHeap.Run(profile, python =>
    {
        int legacyRuns = 0;
        python.SetLegacyFinalizer(legacy, _ => legacyRuns++);
        Variable a = python.New(legacy);
        python.Set(a, 0, a);
        long identity = python.Id(a);
        Variable b = python.New(plain);
        python.Set(b, 0, b);
        Assert.Equal(0, python.Collect());
        python.Delete(a);
        Assert.Equal(0, python.Collect(0));

        // Both cycles are found; only the plain one is freed.
        python.Delete(b);
        Assert.Equal(2, python.Collect());
        Assert.Equal(1, python.LiveObjects);
        Assert.Equal(0, legacyRuns);
        Variable garbage = Assert.Single(python.Garbage());
        Assert.Equal(identity, python.Id(garbage));

        python.Set(garbage, 0, null);
        python.ClearGarbage();
        python.Delete(garbage);
        Assert.Equal(1, legacyRuns);
        Assert.Equal(0, python.LiveObjects);
        Assert.Empty(python.Garbage());
    });
}
