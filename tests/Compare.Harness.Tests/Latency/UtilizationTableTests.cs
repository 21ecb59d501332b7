using Compare.Harness.Latency;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Latency;

public sealed class UtilizationTableTests
{
    private const long Millisecond = 1_000_000;

    private static readonly InvocationRow s_row = TestRows.Invocation("pypy");

    [Fact]
    public void Windows_run_on_a_log_grid_to_the_shortest_run_and_hold_the_longest_pause()
    {
        IReadOnlyList<UtilizationRow> rows = Rows(Cell(
            [PauseTimeline.Of(10 * Millisecond, [0], [2_345])],
            [PauseTimeline.Of(3 * Millisecond, [], []), PauseTimeline.Of(4 * Millisecond, [100], [100])]));

        Assert.Equal(rows.Select(row => row.WindowNs).Order(), rows.Select(row => row.WindowNs));
        Assert.Equal([1_000, 1_585, 2_345, 2_512, 3_981], rows.Take(5).Select(row => row.WindowNs));
        Assert.Equal(3 * Millisecond, rows[^1].WindowNs);
        Assert.All(rows, row => Assert.Equal((2, 3), (row.Invocations, row.Runs)));
        Assert.Equal(0, rows[2].Mmu);
        Assert.True(rows[3].Mmu > 0);
    }

    [Fact]
    public void The_worst_run_makes_the_minimum_and_the_middle_invocation_its_median()
    {
        PauseTimeline quiet = PauseTimeline.Of(Millisecond, [10], [1_000]);
        PauseTimeline loud = PauseTimeline.Of(Millisecond, [10], [500_000]);

        UtilizationRow last = Rows(Cell([quiet], [quiet, quiet], [quiet, loud]))[^1];

        Assert.Equal(0.5, last.Mmu, 12);
        Assert.Equal(0.999, last.MmuMedian, 12);
        Assert.Equal(0.5, last.Bmu, 12);
    }

    [Fact]
    public void A_run_of_which_a_pause_is_missing_is_left_out()
    {
        ResultSet results = Run(
            [Iteration(1, pauses: 1), Iteration(2, pauses: 2)], [Event(1, 4_000, 10), Event(2, 5_000, 20)], lost: null);

        InvocationRuns invocation = Assert.Single(Assert.Single(CellRuns.Of(results)).Invocations);

        PauseTimeline run = Assert.Single(invocation.Runs);
        Assert.Equal(10, run.Total);
        Assert.Equal([3_000, 3_010], run.Edges.ToArray());
    }

    [Theory]
    [InlineData(1L, 1_000L)]
    [InlineData(null, null)]
    public void Without_every_pause_or_the_begin_of_iterations_there_is_no_utilisation(long? lost, long? start)
    {
        ResultSet results = Run([Iteration(1, pauses: 1) with { StartNs = start }], [Event(1, 4_000, 10)], lost);

        Assert.Empty(CellRuns.Of(results));
    }

    private static IReadOnlyList<UtilizationRow> Rows(CellRuns cell) => UtilizationTable.Of(((CellRuns[])[cell]).AsParallel());

    private static CellRuns Cell(params PauseTimeline[][] invocations) =>
        new(s_row, [.. invocations.Select((runs, number) => new InvocationRuns(number, runs))]);

    private static ResultSet Run(IterationRow[] iterations, EventRow[] events, long? lost) => TestRows.Results(
        [s_row with { LostCollections = lost }], iterations, events);

    private static IterationRow Iteration(int number, long pauses) => new()
    {
        Engine = s_row.Engine,
        Config = s_row.Config,
        Workload = s_row.Workload,
        Invocation = 0,
        Iteration = number,
        Measured = true,
        StartNs = 1_000,
        WallNs = 9_000,
        CpuNs = 9_000,
        PauseCount = pauses,
        AllocatedObjects = 1,
        AllocatedBytes = 16,
    };

    private static EventRow Event(int iteration, long start, long pause) => new()
    {
        Engine = s_row.Engine,
        Config = s_row.Config,
        Workload = s_row.Workload,
        Invocation = 0,
        Event = 0,
        Iteration = iteration,
        Kind = "minor",
        Cause = "threshold",
        StartNs = start,
        PauseNs = pause,
        AllocatedBytes = 0,
    };
}
