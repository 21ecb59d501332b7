using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Finalization of objects with a legacy finalizer (<c>tp_del</c>) beside the modern one.</summary>
public sealed class LegacyFinalizationTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "LegacyFinalizationTest.test_legacy")]
    public void Both_finalizers_run_once(string profile) => FinalizationWorld.Run(profile, world =>
    {
        PythonHeap python = world.Python;
        Variable s = world.New(world.Legacy);
        long[] ids = [python.Id(s)];
        Variable weak = python.Weak(s);
        python.Delete(s);
        python.Collect();
        world.AssertCalls(ids, []);
        world.AssertLegacyCalls(ids);
        Assert.True(python.IsDead(weak));
        python.Collect();
        world.AssertCalls(ids, []);
        world.AssertLegacyCalls(ids);
    });

    /// <summary>Weak references are cleared before the legacy finalizer, which runs at every death.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "LegacyFinalizationTest.test_legacy_resurrect")]
    public void The_legacy_finalizer_runs_at_each_death(string profile) => FinalizationWorld.Run(profile, world =>
    {
        PythonHeap python = world.Python;
        Variable s = world.New(world.LegacyResurrector);
        long[] ids = [python.Id(s)];
        Variable weak = python.Weak(s);
        python.Delete(s);
        python.Collect();
        world.AssertCalls(ids, ids);
        world.AssertLegacyCalls(ids);
        Assert.True(python.IsDead(weak));
        world.ClearSurvivors();
        python.Collect();
        world.AssertCalls(ids, ids);
        world.AssertLegacyCalls([.. ids, .. ids]);
        Assert.True(python.IsDead(weak));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "LegacyFinalizationTest.test_legacy_self_cycle")]
    public void A_self_cycle_is_garbage_until_it_is_cut(string profile) => FinalizationWorld.Run(profile, world =>
    {
        PythonHeap python = world.Python;
        Variable s = world.NewSelfCycle(world.Legacy);
        long identity = python.Id(s);
        Variable weak = python.Weak(s);
        python.Delete(s);
        python.Collect();
        world.AssertCalls([], []);
        world.AssertLegacyCalls([]);
        Variable garbage = Assert.Single(python.Garbage());
        Assert.Equal(identity, python.Id(garbage));
        Assert.False(python.IsDead(weak));

        python.Set(garbage, FinalizationWorld.Reference, null);
        python.Delete(garbage);
        world.CleanUp();
        Assert.Empty(python.Garbage());
        Assert.True(python.IsDead(weak));
    });
}
