using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Execution;

public sealed class PilotTests
{
    private static readonly RunMatrix s_matrix = TestMatrix.Valid(TestMatrix.Small);
    private static readonly RunPlan s_plan = RunPlan.Of(s_matrix);

    private static InvocationKey Key(string config, int invocation = 0) => new(config, "rings", null, invocation, InvocationKind.Timed);

    [Fact]
    public async Task A_pilot_runs_each_cell_once_and_leaves_nothing_behind()
    {
        SpyExecutor spy = new();

        PilotResult result = await new Pilot(spy, TimeProvider.System)
            .RunAsync(s_matrix, s_plan, TimeSpan.FromHours(1), _ => false, CancellationToken.None);

        Assert.Equal(s_matrix.Cells().Count, result.Seen.Count);
        Assert.Equal(result.Seen.Count, result.Seen.Select(one => (one.Key.Config, one.Key.Workload)).Distinct().Count());
        Assert.False(result.IsCutOff);
        Assert.False(Directory.Exists(spy.Root));
    }

    [Fact]
    public async Task A_pilot_leaves_out_what_is_known_and_runs_nothing_without_a_budget()
    {
        SpyExecutor spy = new();
        Pilot pilot = new(spy, TimeProvider.System);

        PilotResult none = await pilot.RunAsync(s_matrix, s_plan, TimeSpan.Zero, _ => false, CancellationToken.None);
        PilotResult some = await pilot.RunAsync(
            s_matrix, s_plan, TimeSpan.FromHours(1), key => key.Config == "cpython", CancellationToken.None);

        Assert.Empty(none.Seen);
        Assert.All(some.Seen, one => Assert.Equal("pypy", one.Key.Config));
        Assert.Equal(2, some.Seen.Count);
    }

    [Fact]
    public async Task A_pilot_that_the_user_stops_leaves_nothing_behind_either()
    {
        using CancellationTokenSource stopping = new();
        SpyExecutor spy = new() { OnExecute = stopping.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Pilot(spy, TimeProvider.System)
            .RunAsync(s_matrix, s_plan, TimeSpan.FromHours(1), _ => false, stopping.Token));

        Assert.False(Directory.Exists(spy.Root));
    }

    [Fact]
    public void Cells_that_ran_count_with_their_mean_and_the_others_with_the_mean_of_those()
    {
        TimeEstimate estimate = TimeEstimate.Of(
            [Key("a"), Key("a", 1), Key("b"), Key("c")], [(Key("a"), 1000), (Key("b"), 3000)])!;

        // 2 × 1 s + 3 s + the mean of 1 s and 3 s.
        Assert.Equal(TimeSpan.FromSeconds(7), estimate.Middle);
        Assert.Equal((2, 3), (estimate.SeenCells, estimate.Cells));

        // Variance: (2 × 1 × 0.1)² + (3 × 0.1)² + 2 × (1 + 1/2); Student's t with one degree of freedom: 12.7062.
        double reach = 12.7062 * Math.Sqrt(0.04 + 0.09 + 3);
        Assert.Equal(7 + reach, estimate.High.TotalSeconds, 1e-3);
        Assert.Equal(1, estimate.Low.TotalSeconds, 1e-9); // No cell is taken to be shorter than the shortest that ran.
    }

    [Fact]
    public void A_range_is_narrower_when_all_cells_ran()
    {
        (InvocationKey, long)[] seen = [(Key("a"), 1000), (Key("b"), 1100), (Key("c"), 900)];
        TimeEstimate all = TimeEstimate.Of([Key("a"), Key("b"), Key("c")], seen)!;
        TimeEstimate some = TimeEstimate.Of([Key("a"), Key("b"), Key("c")], seen[..2])!;

        Assert.True(all.Low < all.Middle && all.Middle < all.High);
        Assert.True(all.High - all.Low < some.High - some.Low);
    }

    [Fact]
    public void Nothing_seen_is_nothing_known() => Assert.Null(TimeEstimate.Of([Key("a")], []));

    private sealed class SpyExecutor : ICellExecutor
    {
        private readonly ScriptedExecutor _inner = new();

        public string? Root { get; private set; }

        public Action? OnExecute { get; init; }

        public Task<JournalEntry> ExecuteAsync(
            PlannedInvocation planned, ResultDirectory directory, CancellationToken cancellationToken)
        {
            Root = directory.Root;
            OnExecute?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            return _inner.ExecuteAsync(planned, directory, cancellationToken);
        }
    }
}
