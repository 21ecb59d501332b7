using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Statistics;

public sealed class VerdictRuleTests
{
    private static readonly IMetric[] s_wall = [new WallTime()];

    private static readonly long[] s_baseline = [1_000, 1_010, 990, 1_005, 995, 1_002, 998, 1_004];

    [Fact]
    public void Half_the_time_is_better_and_twice_the_time_is_worse()
    {
        SummaryRow half = Against([.. s_baseline.Select(value => value / 2)]);
        SummaryRow twice = Against([.. s_baseline.Select(value => value * 2)]);

        Assert.Equal((Verdict.Better, Verdict.Worse), (half.Verdict, twice.Verdict));
        Assert.Equal((0, 1, -1, "large"), (half.Superiority, twice.Superiority, half.CliffsDelta, half.EffectSize));
        Assert.Equal(1_000.5, twice.Shift);
        Assert.Equal(MannWhitney.SmallestPValue(8, 8), half.PValue!.Value, 12);
        Assert.Null(half.InvocationsNeeded);
        Assert.False(half.Greyed);
    }

    [Fact]
    public void More_is_better_where_the_metric_says_so()
    {
        SummaryRow twice = Against([.. s_baseline.Select(value => value * 2)], new Throughput());

        Assert.Equal((Verdict.Better, "higher"), (twice.Verdict, twice.Direction));
    }

    [Fact]
    public void The_same_times_in_another_order_are_equivalent()
    {
        SummaryRow row = Against([.. s_baseline.Reverse()]);

        Assert.Equal((Verdict.Equivalent, 1), (row.Verdict, row.PValue));
        Assert.True(row.EquivalencePValue < 0.05);
    }

    [Fact]
    public void A_difference_within_the_tolerance_is_equivalent_even_when_it_is_certain()
    {
        SummaryRow row = Against([.. s_baseline.Select(value => value + 10)], tolerance: 0.05);

        Assert.Equal(Verdict.Equivalent, row.Verdict);
        Assert.Equal(Verdict.Worse, Against([.. s_baseline.Select(value => value + 30)], tolerance: 0.02).Verdict);
    }

    [Fact]
    public void Noise_is_inconclusive_and_says_how_many_invocations_would_decide()
    {
        SummaryRow row = Against([700, 1_400, 900, 1_200, 1_000, 1_100, 800, 1_300]);

        Assert.Equal(Verdict.Inconclusive, row.Verdict);
        Assert.True(row.InvocationsNeeded > 100, $"{row.InvocationsNeeded}");
        Assert.True(row.DetectableEffect > 0.2, $"{row.DetectableEffect}");
        Assert.Contains("reaches beyond ±2 %", row.VerdictReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_four_invocations_nothing_is_decided()
    {
        SummaryRow row = Against([500, 501, 499], baseline: [1_000, 1_001, 999]);

        Assert.Equal((Verdict.Inconclusive, 4), (row.Verdict, row.InvocationsNeeded));
        Assert.Null(row.PValue);
        Assert.Equal("cannot decide below 4 invocations on both sides", row.VerdictReason);
    }

    // Counts of collections may be 0, where there is no ratio: the shift decides.
    [Fact]
    public void Nothing_against_something_is_decided_by_the_shift()
    {
        SummaryRow none = Against([0, 0, 0, 0, 0], baseline: [7, 8, 7, 9, 7]);

        Assert.Equal((Verdict.Better, null, -7), (none.Verdict, none.Ratio, none.Shift));
        Assert.Equal(Verdict.Equivalent, Against([0, 0, 0, 0], baseline: [0, 0, 0, 0]).Verdict);
    }

    // With 5 against 5 the smallest p is 0.008: alone among ten comparisons it does not hold, together with others it does.
    [Fact]
    public void A_verdict_has_to_hold_across_the_matrix()
    {
        long[] slow = [1_500, 1_510, 1_490, 1_505, 1_495];
        long[] fast = [.. slow.Select(value => value - 500)];
        string[] workloads = [.. Enumerable.Range(0, 10).Select(i => $"w{i}")];

        IReadOnlyList<SummaryRow> one = Build([.. workloads.SelectMany(name => Cells(name, name == "w0" ? slow : Wide, fast))]);
        IReadOnlyList<SummaryRow> all = Build([.. workloads.SelectMany(name => Cells(name, slow, fast))]);

        SummaryRow alone = one.Single(row => row is { Config: "pypy", Workload: "w0" });
        Assert.Equal(Verdict.Inconclusive, alone.Verdict);
        Assert.Equal(10 * alone.PValue!.Value, alone.AdjustedPValue!.Value, 12);
        Assert.Equal(6, alone.InvocationsNeeded);
        Assert.All(all.Where(row => row.Config == "pypy"), row => Assert.Equal(Verdict.Worse, row.Verdict));
    }

    [Fact]
    public void Outliers_are_flagged_and_stay_in_the_estimate()
    {
        SummaryRow row = Against([1_000, 1_001, 999, 1_000, 5_000, 1_002]);

        Assert.Equal((1, "4", 6, 1_000.5), (row.Outliers, row.OutlierInvocations, row.N, row.Estimate));
    }

    [Fact]
    public void The_baseline_has_no_verdict()
    {
        SummaryRow row = Build([.. Cells("rings", s_baseline, s_baseline)]).Single(row => row.Config == "cpython");

        Assert.Null(row.Verdict);
        Assert.Null(row.PValue);
        Assert.Null(row.Greyed);
    }

    [Fact]
    public void A_tally_says_what_is_shared()
    {
        SummaryRow better = Against([.. s_baseline.Select(value => value / 2)]);
        SummaryRow open = better with { Verdict = Verdict.Inconclusive };

        Assert.Equal(Verdict.Better, VerdictTally.Of([better, better]).Shared);
        Assert.Equal("better on 2", VerdictTally.Of([better, better]).Words);
        Assert.Equal("better on 1, inconclusive on 1", VerdictTally.Of([better, open, better with { Verdict = null }]).Words);
        Assert.Null(VerdictTally.Of([better, open]).Shared);
        Assert.Null(VerdictTally.Of([]).Shared);
    }

    private static long[] Wide => [600, 1_500, 1_000, 800, 1_300];

    private static SummaryRow Against(
        long[] values, IMetric? metric = null, double tolerance = VerdictRule.DefaultTolerance, long[]? baseline = null) =>
        SummaryBuilder.Build(
                [.. Cells("rings", values, baseline ?? s_baseline)],
                [],
                metric is null ? s_wall : [metric],
                new SummarySettings("cpython", values.Length, 42, tolerance))
            .Single(row => row.Config == "pypy");

    private static IReadOnlyList<SummaryRow> Build(IReadOnlyList<InvocationRow> rows) =>
        SummaryBuilder.Build(rows, [], s_wall, new SummarySettings("cpython", 5, 42));

    private static IEnumerable<InvocationRow> Cells(string workload, long[] values, long[] baseline) =>
    [
        .. values.Select((value, i) => TestRows.Invocation("pypy", workload, i, value)),
        .. baseline.Select((value, i) => TestRows.Invocation("cpython", workload, i, value)),
    ];

    private sealed class Throughput : IMetric
    {
        public string Name => "throughput";

        public string Unit => "count";

        public MetricDirection Direction => MetricDirection.Higher;

        public string Summary => "More is better.";

        public double? Value(InvocationRow invocation) => invocation.WallNs;
    }
}
