using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Statistics;

/// <summary>The promises of the verdicts, held by 200 simulated runs each whose truth is known.</summary>
public sealed class VerdictSimulationTests
{
    private const int Trials = 200;

    // Everything takes the same time: whatever is called better or worse is called so wrongly. 5, 10: t; 20: the bootstrap.
    [Theory]
    [InlineData("cpython, pypy, clr", 5, 3)]
    [InlineData("cpython, pypy, clr", 10, 3)]
    [InlineData("cpython, pypy", 20, 3)]
    [InlineData("cpython, pypy, clr", 40, 1)]
    public void At_most_five_percent_of_runs_without_a_difference_claim_one(string engines, int invocations, int iterations)
    {
        RunMatrix matrix = Matrix(engines, invocations, iterations);
        int claims = 0;
        int greyed = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            SimulatedRun run = new(matrix, _ => 1, (ulong)(1_000 + trial));
            IReadOnlyList<SummaryRow> pair = run.Pair();
            claims += run.Summary(pair).Any(row => row.Verdict is Verdict.Better or Verdict.Worse) ? 1 : 0;
            greyed += AaPair.Result(pair) == AaResult.Differs ? 1 : 0;
        }

        Assert.InRange(claims, 0, Trials / 20);
        Assert.InRange(greyed, 0, Trials / 20);
    }

    // The whole way: a pilot of ten invocations gives the variance, the planner the number, the run the verdict.
    [Fact]
    public void A_slowdown_of_three_percent_is_found_with_the_planned_invocations()
    {
        const int Comparisons = 4;
        RunMatrix pilot = Matrix("cpython, pypy, clr", invocations: 10, iterations: 1);
        int found = 0;
        int contrary = 0;
        List<int> planned = [];
        for (int trial = 0; trial < Trials; trial++)
        {
            SimulatedRun first = new(pilot, _ => 1, (ulong)(50_000 + trial));
            LogDifference noise = LogDifference.Of(first.Times("pypy", "rings"), first.Times("cpython", "rings"));
            int n = InvocationPlanner.ToDetect(noise, 0.03, VerdictRule.FalseDiscoveryRate / Comparisons)!.Value;
            planned.Add(n);

            SimulatedRun run = new(
                Matrix("cpython, pypy, clr", n, iterations: 1),
                planned => planned.Key is { Config: "pypy", Workload: "rings" } ? 1.03 : 1,
                (ulong)(90_000 + trial));
            SummaryRow row = run.Summary([]).Single(row => row.Config == "pypy" && row.Workload == "rings");
            found += row.Verdict == Verdict.Worse ? 1 : 0;
            contrary += row.Verdict is Verdict.Better or Verdict.Equivalent ? 1 : 0;
        }

        Assert.InRange(found, 0.8 * Trials, Trials);
        Assert.InRange(contrary, 0, Trials / 50);

        // The plan is no waste either: a number at which nothing could be missed would hold the promise as well.
        Assert.InRange(planned.Average(), 8, 120);
    }

    // A cell that is slower by just more than the tolerance must not be called equivalent; one that is not slower may be.
    [Fact]
    public void At_most_five_percent_of_cells_beyond_the_tolerance_are_called_equivalent()
    {
        RunMatrix matrix = Matrix("cpython, pypy", invocations: 15, iterations: 1);
        int wrong = 0;
        int right = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            SimulatedRun run = new(
                matrix, planned => planned.Key is { Config: "pypy", Workload: "rings" } ? 1.0201 : 1, (ulong)trial);
            SummaryRow[] rows = [.. run.Summary([]).Where(row => row.Config == "pypy")];
            wrong += rows.Count(row => row is { Workload: "rings", Verdict: Verdict.Equivalent });
            right += rows.Count(row => row is { Workload: "binary-trees", Verdict: Verdict.Equivalent });
        }

        Assert.InRange(wrong, 0, Trials / 20);
        Assert.InRange(right, Trials / 4, Trials);
    }

    // The A/A pair is there to catch a machine that treats equal cells unequally.
    [Fact]
    public void A_biased_machine_greys_every_verdict()
    {
        RunMatrix matrix = Matrix("cpython, pypy", invocations: 10, iterations: 1);
        SimulatedRun biased = new(matrix, planned => planned.Kind == InvocationKind.Twin ? 1.2 : 1, 1);
        SimulatedRun honest = new(matrix, _ => 1, 1);

        Assert.Equal((AaResult.Differs, AaResult.Agrees), (AaPair.Result(biased.Pair()), AaPair.Result(honest.Pair())));
        Assert.All(biased.Summary(biased.Pair()), row => Assert.Equal(row.Config == "pypy" ? true : null, row.Greyed));
        Assert.All(honest.Summary(honest.Pair()), row => Assert.Equal(row.Config == "pypy" ? false : null, row.Greyed));
    }

    private static RunMatrix Matrix(string engines, int invocations, int iterations) => TestMatrix.Valid($$"""
        schema: 1
        baseline: cpython
        engines: [{{engines}}]
        workloads: [binary-trees, rings]
        runs: {invocations: {{invocations}}, iterations: {{iterations}} }
        """);
}
