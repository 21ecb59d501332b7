using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Finalization without cycles, and of single objects that refer to themselves.</summary>
public sealed class SimpleFinalizationTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "SimpleFinalizationTest.test_simple")]
    public void An_object_without_a_cycle_is_finalized_once(string profile) => FinalizationWorld.Run(profile, world =>
    {
        Variable s = world.New(world.Plain);
        CheckDies(world, s);
    });

    /// <summary>Brought back at a death by count, an object keeps its weak references.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "SimpleFinalizationTest.test_simple_resurrect")]
    public void An_object_without_a_cycle_comes_back_with_its_weak_references(string profile) => FinalizationWorld.Run(
        profile,
        world =>
        {
            PythonHeap python = world.Python;
            Variable s = world.New(world.Resurrector);
            long[] ids = [python.Id(s)];
            Variable weak = python.Weak(s);
            python.Delete(s);
            python.Collect();
            world.AssertCalls(ids, ids);
            Assert.False(python.IsDead(weak));
            world.ClearSurvivors();
            python.Collect();
            world.AssertCalls(ids, []);
            Assert.True(python.IsDead(weak));
        });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "SimpleFinalizationTest.test_non_gc")]
    public void An_object_that_the_collector_does_not_know_is_finalized(string profile) => FinalizationWorld.Run(
        profile,
        world =>
        {
            PythonHeap python = world.Python;
            Variable s = python.New(world.Native);
            Assert.False(python.IsTracked(s));
            long[] ids = [python.Id(s)];
            python.Delete(s);
            python.Collect();
            world.AssertCalls(ids, []);
            python.Collect();
            world.AssertCalls(ids, []);
        });

    /// <summary>Without a collector's header nothing remembers that the finalizer ran: it runs at every death.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "SimpleFinalizationTest.test_non_gc_resurrect")]
    public void An_object_that_the_collector_does_not_know_is_finalized_at_each_death(string profile) =>
        FinalizationWorld.Run(profile, world =>
        {
            PythonHeap python = world.Python;
            Variable s = python.New(world.NativeResurrector);
            Assert.False(python.IsTracked(s));
            long[] ids = [python.Id(s)];
            python.Delete(s);
            python.Collect();
            world.AssertCalls(ids, ids);
            world.ClearSurvivors();
            python.Collect();
            world.AssertCalls([.. ids, .. ids], ids);
        });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "SelfCycleFinalizationTest.test_simple")]
    public void A_self_cycle_is_finalized_once(string profile) => FinalizationWorld.Run(profile, world =>
    {
        Variable s = world.NewSelfCycle(world.Plain);
        CheckDies(world, s);
    });

    /// <summary>Brought back in a collection, an object has lost its weak references.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "SelfCycleFinalizationTest.test_simple_resurrect")]
    public void A_self_cycle_comes_back_without_its_weak_references(string profile) => FinalizationWorld.Run(
        profile,
        world =>
        {
            PythonHeap python = world.Python;
            Variable s = world.NewSelfCycle(world.Resurrector);
            long[] ids = [python.Id(s)];
            Variable weak = python.Weak(s);
            python.Delete(s);
            Assert.Equal(0, python.Collect());
            world.AssertCalls(ids, ids);
            Assert.True(python.IsDead(weak));
            world.ClearSurvivors();
            Assert.Equal(1, python.Collect());
            world.AssertCalls(ids, []);
            Assert.True(python.IsDead(weak));
        });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "SelfCycleFinalizationTest.test_simple_suicide")]
    public void A_self_cycle_may_cut_itself_in_its_finalizer(string profile) => FinalizationWorld.Run(profile, world =>
    {
        Variable s = world.NewSelfCycle(world.Suicidal);
        CheckDies(world, s);
    });

    private static void CheckDies(FinalizationWorld world, Variable s)
    {
        PythonHeap python = world.Python;
        long[] ids = [python.Id(s)];
        Variable weak = python.Weak(s);
        python.Delete(s);
        python.Collect();
        world.AssertCalls(ids, []);
        Assert.True(python.IsDead(weak));
        Assert.Equal(0, python.Collect());
        world.AssertCalls(ids, []);
        Assert.True(python.IsDead(weak));
    }
}
