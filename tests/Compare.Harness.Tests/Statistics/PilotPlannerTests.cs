using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Tests.Results;

namespace Compare.Harness.Tests.Statistics;

public sealed class PilotPlannerTests
{
    [Fact]
    public void Every_comparison_gets_the_number_of_the_planner()
    {
        ResultSet pilot = Pilot(invocations: 10, spread: 0.02, within: 0.001);
        InvocationRow[] own = [.. pilot.Invocations.Where(row => row.Config == "pypy")];
        InvocationRow[] baseline = [.. pilot.Invocations.Where(row => row.Config == "cpython")];
        LogDifference noise = LogDifference.Of(
            own.Select(row => (double)row.WallNs!.Value), baseline.Select(row => (double)row.WallNs!.Value));

        IReadOnlyList<CellPlan> plans = PilotPlanner.Of(pilot, 0.03);

        Assert.Equal(InvocationPlanner.ToDetect(noise, 0.03, 0.05), plans.Single(plan => plan.Config == "pypy").Invocations);
        Assert.Null(plans.Single(plan => plan.Config == "cpython").Invocations);
    }

    // An invocation takes two iterations' time to start, and its iterations vary much more than invocations do, or much less.
    [Fact]
    public void Iterations_are_repeated_where_the_noise_is()
    {
        Assert.Equal(1, PilotPlanner.Of(Pilot(invocations: 30, spread: 0.2, within: 0.001), 0.03)[0].Iterations);
        Assert.True(PilotPlanner.Of(Pilot(invocations: 30, spread: 0.001, within: 0.2), 0.03)[0].Iterations > 5);
    }

    [Fact]
    public void Too_little_data_gives_no_number()
    {
        IReadOnlyList<CellPlan> plans = PilotPlanner.Of(Pilot(invocations: 1, spread: 0.2, within: 0.1), 0.03);

        Assert.All(plans, plan => Assert.Equal((null, null), (plan.Invocations, plan.Iterations)));
    }

    private static ResultSet Pilot(int invocations, double spread, double within)
    {
        SplitMix64 random = new(17);
        List<InvocationRow> rows = [];
        List<IterationRow> iterations = [];
        foreach (string config in (string[])["cpython", "pypy"])
        {
            for (int i = 0; i < invocations; i++)
            {
                double level = Math.Log(1e8) + (spread * Noise.Normal(random));
                long[] walls = [.. Enumerable.Range(0, 5).Select(_ => (long)Math.Exp(level + (within * Noise.Normal(random))))];
                InvocationRow row = TestRows.Invocation(config, invocation: i, wall: walls.Order().ElementAt(2));
                rows.Add(row with { StartupNs = 100_000_000 });
                iterations.AddRange(walls.Prepend(100_000_000).Select((wall, number) => new IterationRow
                {
                    Engine = config,
                    Config = config,
                    Workload = "rings",
                    Invocation = i,
                    Iteration = number,
                    Measured = number > 0,
                    WallNs = wall,
                    CpuNs = wall,
                    AllocatedObjects = 1,
                    AllocatedBytes = 16,
                }));
            }
        }

        return TestSets.Of("cpython", rows, iterations);
    }
}
