using Compare.Harness.Costs;
using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Statistics;

public sealed class ByProcessTests
{
    private static readonly SummarySettings s_settings = new("cpython", 12, 42, 0.02);

    private static InvocationRow[] Rows(int perProcess, Func<int, long> wall) =>
    [
        .. Enumerable.Range(0, 12).Select(i => TestRows.Invocation("cpython", invocation: i, wall: wall(i)) with
        {
            Process = i / perProcess * perProcess,
        }),
    ];

    private static SummaryRow Wall(InvocationRow[] rows) => SummaryBuilder.Build(rows, [], MetricCatalog.Metrics, s_settings)
        .Single(row => row.Metric == new WallTime().Name);

    [Fact]
    public void Invocations_of_one_process_are_one_observation_their_median()
    {
        SummaryRow batched = Wall(Rows(3, i => 1_000 + (10 * i)));
        SummaryRow single = Wall([.. Enumerable.Range(0, 4).Select(i => TestRows.Invocation(
            "cpython", invocation: i, wall: 1_010 + (30 * i)))]);

        Assert.Equal((12, 4), (batched.N, batched.Processes));
        Assert.Equal((4, 4), (single.N, single.Processes));
        Assert.Equal((single.Estimate, single.IntervalMethod), (batched.Estimate, batched.IntervalMethod));
        Assert.NotNull(batched.Low);
    }

    [Fact]
    public void Fewer_than_four_processes_give_no_interval_however_many_invocations_they_ran()
    {
        SummaryRow row = Wall(Rows(4, i => 1_000 + i));

        Assert.Equal((12, 3), (row.N, row.Processes));
        Assert.Null(row.Low);
        Assert.Null(row.High);
    }

    [Fact]
    public void Noise_between_processes_is_not_hidden_by_repetition_inside_them()
    {
        // Every process has a level of its own; inside, nothing varies. Twelve values taken for independent would claim more.
        SummaryRow honest = Wall(Rows(3, i => 1_000 + (100 * (i / 3))));
        SummaryRow naive = Wall(Rows(1, i => 1_000 + (100 * (i / 3))));

        Assert.True(honest.High - honest.Low > 1.5 * (naive.High - naive.Low), $"{honest.High - honest.Low}, {naive.High - naive.Low}");
    }

    [Fact]
    public void What_belongs_to_the_process_is_counted_once()
    {
        InvocationRow[] rows = Rows(3, _ => 1_000);
        rows = [.. rows.Select(row => row.Invocation == row.Process ? row with { StartupNs = 7 + row.Invocation } : row)];

        SummaryRow startup = SummaryBuilder.Build(rows, [], MetricCatalog.Metrics, s_settings)
            .Single(row => row.Metric == new StartupTime().Name);

        Assert.Equal((4, 4), (startup.N, startup.Processes));
    }

    [Fact]
    public void Costs_resample_processes()
    {
        TestRun run = new();
        for (int i = 0; i < 12; i++)
        {
            int process = i / 4 * 4;
            run.Invocation("cpython", i, row => row with { Process = process }).Iteration(1, 0, 1_000 + (i * 10), gc: 100);
        }

        CostRow[] rows = [.. CostTable.Of(run.Results)];

        Assert.All(rows, row => Assert.Null(row.Low));
        Assert.Contains(rows, row => row.N == 12);
    }

    [Fact]
    public void Rows_of_earlier_versions_are_processes_of_their_own()
    {
        InvocationRow[] rows = [.. Rows(3, i => 1_000 + i).Select(row => row with { Process = null })];

        Assert.Equal(12, Wall(rows).Processes);
    }
}
