using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.RunComparisons;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Tests.Results;

namespace Compare.Harness.Tests.RunComparisons;

public sealed class RunComparerTests
{
    private static RunComparison Compare(TestRun baseRun, TestRun newRun, params string[] metrics) => RunComparer.Compare(
        baseRun.Build(),
        newRun.Build(),
        [.. MetricCatalog.Metrics.Where(metric => metrics.Length == 0 || metrics.Contains(metric.Name, StringComparer.Ordinal))]);

    private static CellVerdict WallOf(RunComparison comparison, string config, string workload) =>
        comparison.Verdicts.Single(verdict =>
            verdict.Metric == "wall_ns" && verdict.Cell.Config == config && verdict.Cell.Workload == workload);

    [Fact]
    public void Slower_is_worse_faster_is_better_and_what_is_the_same_is_neither()
    {
        TestRun was = new TestRun(1).Cell("cpython", "rings").Cell("pypy", "rings").Cell("clr", "rings");
        TestRun now = new TestRun(2).Cell("cpython", "rings", 1.1).Cell("pypy", "rings", 0.9).Cell("clr", "rings");

        RunComparison comparison = Compare(was, now);

        CellVerdict slower = WallOf(comparison, "cpython", "rings");
        Assert.Equal(Verdict.Worse, slower.Verdict);
        Assert.InRange(slower.Ratio!.Value, 1.07, 1.13);
        Assert.True(slower.RatioLow > 1 && slower.RatioLow < slower.Ratio && slower.Ratio < slower.RatioHigh);
        Assert.Equal((10, 10), (slower.BaseInvocations, slower.NewInvocations));
        Assert.Equal(slower.New / slower.Base, slower.Ratio.Value, 1e-12);
        Assert.Equal(Verdict.Better, WallOf(comparison, "pypy", "rings").Verdict);
        Assert.True(WallOf(comparison, "clr", "rings").Verdict is Verdict.Equivalent or Verdict.Inconclusive);
        Assert.True(comparison.HasWorse);
        Assert.False(comparison.HasExactChange || comparison.HasLostCells || comparison.IsGreyed || comparison.IsIncomplete);
    }

    [Fact]
    public void Constants_are_equivalent_and_make_no_other_verdict_harder()
    {
        TestRun was = new TestRun(1).Cell("cpython", "rings");
        TestRun now = new TestRun(2).Cell("cpython", "rings", 1.1);

        RunComparison all = Compare(was, now);
        RunComparison one = Compare(new TestRun(1).Cell("cpython", "rings"), new TestRun(2).Cell("cpython", "rings", 1.1), "wall_ns");

        CellVerdict heap = all.Verdicts.Single(verdict => verdict.Metric == "heap_peak_bytes");
        Assert.Equal((Verdict.Equivalent, "every value is the same"), (heap.Verdict, heap.Reason));
        Assert.Equal(one.Verdicts.Single().AdjustedPValue, WallOf(all, "cpython", "rings").AdjustedPValue);
    }

    [Fact]
    public void All_cells_are_one_family()
    {
        TestRun was = new TestRun(1).Cell("cpython", "rings");
        TestRun now = new TestRun(2).Cell("cpython", "rings", 1.1);
        double alone = WallOf(Compare(was, now), "cpython", "rings").AdjustedPValue!.Value;
        was = new TestRun(1).Cell("cpython", "rings");
        now = new TestRun(2).Cell("cpython", "rings", 1.1);
        for (int i = 0; i < 9; i++)
        {
            was.Cell("pypy", $"rings:count={i}");
            now.Cell("pypy", $"rings:count={i}");
        }

        double among = WallOf(Compare(was, now), "cpython", "rings").AdjustedPValue!.Value;

        Assert.Equal(10 * alone, among, 1e-12);
    }

    [Fact]
    public void Two_runs_of_the_same_thing_rarely_differ()
    {
        const int Trials = 100;
        int claims = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            TestRun was = new((ulong)(2 * trial) + 1);
            TestRun now = new((ulong)(2 * trial) + 2);
            foreach (string workload in (string[])["a", "b", "c", "d"])
            {
                was.Cell("cpython", workload).Cell("pypy", workload);
                now.Cell("cpython", workload).Cell("pypy", workload);
            }

            claims += Compare(was, now, "wall_ns").Verdicts.Any(verdict => verdict.Verdict is Verdict.Better or Verdict.Worse) ? 1 : 0;
        }

        Assert.InRange(claims, 0, Trials / 20);
    }

    [Fact]
    public void Below_four_invocations_nothing_is_decided()
    {
        RunComparison comparison =
            Compare(new TestRun(1, 3).Cell("cpython", "rings"), new TestRun(2, 3).Cell("cpython", "rings", 2));

        CellVerdict verdict = WallOf(comparison, "cpython", "rings");
        Assert.Equal(Verdict.Inconclusive, verdict.Verdict);
        Assert.Null(verdict.RatioLow);
        Assert.Null(verdict.AdjustedPValue);
        Assert.InRange(verdict.Ratio!.Value, 1.9, 2.1);
    }

    [Fact]
    public void An_undecided_cell_says_how_many_invocations_would_decide()
    {
        const double Noisy = 0.05;
        RunComparison comparison = Compare(
            new TestRun(1, 5) { Spread = Noisy }.Cell("cpython", "rings"),
            new TestRun(2, 5) { Spread = Noisy }.Cell("cpython", "rings", 1.03),
            "wall_ns");

        CellVerdict verdict = Assert.Single(comparison.Verdicts);
        Assert.Equal(Verdict.Inconclusive, verdict.Verdict);
        Assert.True(verdict.InvocationsNeeded > 5);
    }

    [Fact]
    public void Cells_of_one_run_only_are_named_also_when_only_the_heap_differs()
    {
        TestRun was = new TestRun(1).Cell("cpython", "rings").Cell("cpython", "trees", heap: 1 << 20);
        TestRun now = new TestRun(2).Cell("cpython", "rings").Cell("cpython", "trees", heap: 2 << 20);

        RunComparison comparison = Compare(was, now);

        Assert.Equal([new CellKey("cpython", "rings", null)], comparison.Compared);
        Assert.Equal(["cpython × trees × 1MiB"], comparison.OnlyInBase.Select(cell => cell.ToString()));
        Assert.Equal(["cpython × trees × 2MiB"], comparison.OnlyInNew.Select(cell => cell.ToString()));
    }

    [Fact]
    public void A_cell_that_no_longer_ends_well_is_lost_and_one_that_now_does_is_won()
    {
        TestRun was = new TestRun(1).Cell("cpython", "rings").Cell("pypy", "rings", status: CellStatus.Oom)
            .Cell("clr", "rings", status: CellStatus.NotApplicable);
        TestRun now = new TestRun(2).Cell("cpython", "rings", status: CellStatus.Crash).Cell("pypy", "rings")
            .Cell("clr", "rings", status: CellStatus.NotApplicable);

        RunComparison comparison = Compare(was, now);

        Assert.Equal(
            [
                new CellFate(new("cpython", "rings", null), CellStatus.Ok, CellStatus.Crash, "A reason.", IsWorse: true),
                new CellFate(new("pypy", "rings", null), CellStatus.Oom, CellStatus.Ok, "A reason.", IsWorse: false),
            ],
            comparison.Fates);
        Assert.True(comparison.HasLostCells);
        Assert.DoesNotContain(comparison.Verdicts, verdict => verdict.Metric == "wall_ns");
    }

    [Fact]
    public void Another_answer_is_an_exact_change_and_its_cell_is_not_compared()
    {
        TestRun was = new TestRun(1).Cell("cpython", "rings", checksum: "01");
        TestRun now = new TestRun(2).Cell("cpython", "rings", checksum: "02");

        RunComparison comparison = Compare(was, now);

        Assert.Equal([new AnswerChange(new("cpython", "rings", null), "01", "02")], comparison.Answers);
        Assert.True(comparison.HasExactChange);
        Assert.Empty(comparison.Verdicts);
        Assert.Empty(comparison.Compared);
    }

    [Fact]
    public void An_AA_pair_that_differs_greys_the_comparison()
    {
        SummaryRow differs = new()
        {
            Engine = "cpython",
            Config = "cpython",
            Workload = "rings",
            Metric = "wall_ns",
            Unit = "ns",
            Direction = "lower",
            Planned = 10,
            N = 10,
            Failed = 0,
            Status = CellStatus.Ok,
            PValue = 0.001,
            Verdict = Verdict.Worse,
        };
        TestRun noisy = new TestRun(1) { AaPair = [differs] }.Cell("cpython", "rings");

        Assert.True(Compare(noisy, new TestRun(2).Cell("cpython", "rings")).IsGreyed);
        Assert.True(Compare(new TestRun(2).Cell("cpython", "rings"), noisy).IsGreyed);
    }

    [Fact]
    public void A_run_that_verified_its_heaps_has_work_and_no_verdicts()
    {
        RunEnvironment verified = ResultSetRoundTripTests.Environment with { Verify = true };
        TestRun was = new TestRun(1) { Environment = verified }.Cell("cpython", "rings").Count("cpython", "rings", "visited", 1);
        TestRun now = new TestRun(2) { Environment = verified }.Cell("cpython", "rings").Count("cpython", "rings", "visited", 2);

        RunComparison comparison = Compare(was, now);

        Assert.True(comparison.IsVerifying);
        Assert.Empty(comparison.Verdicts);
        Assert.Single(comparison.Work);
    }
}
