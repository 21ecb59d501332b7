using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Statistics;

public sealed class SummaryTests
{
    private static readonly IMetric[] s_wall = [new WallTime()];

    private static IEnumerable<InvocationRow> Cell(string config, string workload, params long[] walls) =>
        walls.Select((wall, i) => TestRows.Invocation(config, workload, i, wall));

    [Fact]
    public void A_cell_has_its_estimate_and_its_ratio_to_the_baseline()
    {
        IReadOnlyList<SummaryRow> summary = SummaryBuilder.Build(
            [.. Cell("clr", "rings", 10, 10, 10, 10), .. Cell("cpython", "rings", 30, 20, 40, 30)], [], s_wall, new("clr", 4, 42));

        SummaryRow row = summary.Single(r => r.Config == "cpython");
        Assert.Equal((30, 3, "clr", 4, 0, "lower"), (row.Estimate, row.Ratio, row.Baseline, row.N, row.Failed, row.Direction));
        Assert.InRange(row.RatioLow!.Value, 1, 3);
        Assert.Equal(1, summary.Single(r => r.Config == "clr").Ratio);
    }

    [Fact]
    public void Failures_are_counted_and_are_not_in_the_estimate()
    {
        IReadOnlyList<SummaryRow> summary = SummaryBuilder.Build(
            [.. Cell("clr", "rings", 10, 20), TestRows.Invocation("clr", "rings", 2, 999, status: CellStatus.Timeout)], [], s_wall, new("clr", 5, 42));

        SummaryRow row = Assert.Single(summary);
        Assert.Equal((15, 2, 1, 5, CellStatus.Timeout), (row.Estimate, row.N, row.Failed, row.Planned, row.Status));
        Assert.Null(row.Low);
    }

    [Fact]
    public void Without_the_baseline_there_is_no_ratio()
    {
        SummaryRow row = Assert.Single(SummaryBuilder.Build([.. Cell("clr", "rings", 10)], [], s_wall, new("cpython", 1, 42)));

        Assert.Null(row.Ratio);
    }

    [Fact]
    public void A_workload_that_one_engine_did_not_finish_leaves_the_mean_of_all()
    {
        IReadOnlyList<SummaryRow> summary = SummaryBuilder.Build(
            [
                .. Cell("clr", "rings", 10), .. Cell("cpython", "rings", 20),
                .. Cell("clr", "trees", 10), .. Cell("cpython", "trees", 80),
                .. Cell("clr", "lru", 10), TestRows.Invocation("cpython", "lru", status: CellStatus.Oom),
                .. Cell("clr", "late", 10),
            ], [], s_wall, new("clr", 1, 42));

        IReadOnlyList<SuiteMean> means = SuiteMeans.Of(summary, "wall_ns");

        SuiteMean cpython = means.Single(mean => mean.Config == "cpython");
        Assert.Equal(4, cpython.Ratio!.Value, 12);
        Assert.Equal(["rings", "trees"], cpython.Workloads);
        Assert.Equal(["lru", "late"], cpython.LeftOut);
        Assert.Equal(1, means.Single(mean => mean.Config == "clr").Ratio!.Value, 12);
    }

    [Fact]
    public void Heap_limits_are_summarised_apart()
    {
        IReadOnlyList<SummaryRow> summary = SummaryBuilder.Build(
            [TestRows.Invocation("clr", wall: 10), TestRows.Invocation("clr", wall: 30, heap: 1 << 20)], [], s_wall, new("clr", 1, 42));

        Assert.Equal([10, 30], summary.Select(row => row.Estimate!.Value));
        Assert.Equal(2, SuiteMeans.Of(summary, "wall_ns").Count);
    }

    [Fact]
    public void The_same_point_of_a_sweep_is_one_mean_over_workloads_of_unlike_heaps()
    {
        InvocationRow[] rows =
        [
            TestRows.Invocation("clr", "rings", wall: 10, heap: 100), TestRows.Invocation("cpython", "rings", wall: 20, heap: 100),
            TestRows.Invocation("clr", "trees", wall: 10, heap: 900), TestRows.Invocation("cpython", "trees", wall: 80, heap: 900),
        ];

        IReadOnlyList<SuiteMean> means = SuiteMeans.Of(
            SummaryBuilder.Build([.. rows.Select(row => row with { HeapPoint = 1.5m })], [], s_wall, new("clr", 1, 42)), "wall_ns");

        Assert.Equal([("clr", 1.5m, null), ("cpython", 1.5m, (long?)null)], means.Select(mean => (mean.Config, mean.HeapPoint, mean.HeapBytes)));
        Assert.Equal(4, means[1].Ratio!.Value, 12);
    }

    [Fact]
    public void Every_metric_has_a_name_of_its_own_and_a_column_of_the_invocations()
    {
        Assert.Equal(MetricCatalog.Metrics.Count, MetricCatalog.Metrics.Select(metric => metric.Name).Distinct().Count());
        Assert.Contains(MetricCatalog.Metrics, metric => metric.Name == "wall_ns");
        Assert.All(MetricCatalog.Metrics, metric => Assert.NotEmpty(metric.Summary));
    }
}
