using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Finalization of rings whose objects do nothing, come back or cut themselves off.</summary>
public sealed class CycleChainFinalizationTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_homogenous")]
    public void A_ring(string profile) =>
        CheckDies(profile, world => Enumerable.Repeat(world.Plain, 3));

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_homogenous_resurrect")]
    public void A_ring_that_comes_back(string profile) =>
        CheckComesBack(profile, world => Enumerable.Repeat(world.Resurrector, 3));

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_homogenous_suicidal")]
    public void A_ring_that_cuts_itself(string profile) =>
        CheckDies(profile, world => Enumerable.Repeat(world.Suicidal, 3));

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_heterogenous_suicidal_one")]
    public void A_ring_of_which_every_second_cuts_itself(string profile) =>
        CheckDies(profile, world => [world.Suicidal, world.Plain, world.Suicidal, world.Plain]);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_heterogenous_suicidal_two")]
    public void A_ring_of_which_one_half_cuts_itself(string profile) =>
        CheckDies(profile, world => [world.Suicidal, world.Suicidal, world.Plain, world.Plain]);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_heterogenous_resurrect_one")]
    public void A_ring_of_which_every_second_comes_back(string profile) =>
        CheckComesBack(profile, world => [world.Resurrector, world.Plain, world.Resurrector, world.Plain]);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_heterogenous_resurrect_two")]
    public void A_ring_of_all_three_in_turn(string profile) => CheckComesBack(profile, world =>
    [
        world.Resurrector, world.Plain, world.Suicidal, world.Resurrector, world.Plain, world.Suicidal,
    ]);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_finalization", "CycleChainFinalizationTest.test_heterogenous_resurrect_three")]
    public void A_ring_of_all_three_in_pairs(string profile) => CheckComesBack(profile, world =>
    [
        world.Resurrector, world.Resurrector, world.Plain, world.Plain, world.Suicidal, world.Suicidal,
    ]);

    private static void CheckDies(string profile, Func<FinalizationWorld, IEnumerable<ObjectType>> types) =>
        FinalizationWorld.Run(profile, world =>
        {
            PythonHeap python = world.Python;
            Variable[] nodes = world.NewRing(types(world));
            long[] ids = [.. nodes.Select(python.Id)];
            Variable[] weaks = [.. nodes.Select(node => python.Weak(node))];
            python.Delete(nodes);
            world.AssertCalls([], []);
            python.Collect();
            world.AssertCalls(ids, []);
            Assert.All(weaks, weak => Assert.True(python.IsDead(weak)));
            Assert.Equal(0, python.Collect());
            world.AssertCalls(ids, []);
        });

    private static void CheckComesBack(string profile, Func<FinalizationWorld, IEnumerable<ObjectType>> types) =>
        FinalizationWorld.Run(profile, world =>
        {
            PythonHeap python = world.Python;
            ObjectType[] ring = [.. types(world)];
            Variable[] nodes = world.NewRing(ring);
            long[] ids = [.. nodes.Select(python.Id)];
            long[] survivors = [.. ids.Where((_, index) => ring[index] == world.Resurrector)];
            Variable[] weaks = [.. nodes.Select(node => python.Weak(node))];
            python.Delete(nodes);
            world.AssertCalls([], []);
            python.Collect();
            world.AssertCalls(ids, survivors);
            Assert.All(weaks, weak => Assert.True(python.IsDead(weak)));
            world.ClearSurvivors();
            python.Collect();
            world.AssertCalls(ids, []);
        });
}
