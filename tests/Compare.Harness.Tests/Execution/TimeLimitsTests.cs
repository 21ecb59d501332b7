using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Execution;

public sealed class TimeLimitsTests
{
    private static readonly RunMatrix s_matrix =
        TestMatrix.Valid("{schema: 1, engines: [cpython, pypy], workloads: [rings, binary-trees], runs: {timeout: 10x}}");

    private readonly TimeLimits _limits = new(s_matrix.Runs);

    [Fact]
    public void Before_anything_finished_the_plain_limit_holds() => Assert.Equal(60, Seconds("cpython", "rings"));

    [Fact]
    public void An_engine_is_held_against_its_own_slowest_process()
    {
        Add("cpython", "rings", 3_000);
        Add("cpython", "rings", 2_000);
        Add("pypy", "rings", 400_000);

        Assert.Equal((30, 4_000), (Seconds("cpython", "rings"), Seconds("pypy", "rings")));
    }

    [Fact]
    public void A_fast_engine_cuts_off_no_other_and_a_slow_one_gives_it_time()
    {
        Add("cpython", "rings", 100);
        Assert.Equal(60, Seconds("pypy", "rings"));

        Add("cpython", "rings", 9_000);
        Assert.Equal((90, 60), (Seconds("pypy", "rings"), Seconds("pypy", "binary-trees")));
    }

    [Fact]
    public void A_multiple_of_next_to_nothing_is_ten_seconds_and_one_of_weeks_ends_at_the_longest_limit()
    {
        Add("cpython", "rings", 1);
        Add("pypy", "rings", long.MaxValue / 100);

        Assert.Equal(TimeLimits.Shortest.TotalSeconds, Seconds("cpython", "rings"));
        Assert.Equal(Durations.Longest.TotalSeconds, Seconds("pypy", "rings"));
    }

    [Theory]
    [InlineData(CellStatus.Timeout)]
    [InlineData(CellStatus.Oom)]
    [InlineData(CellStatus.Crash)]
    [InlineData(CellStatus.NotApplicable)]
    public void What_did_not_finish_teaches_nothing(CellStatus status)
    {
        Add("cpython", "rings", 50_000, status);

        Assert.Equal(60, Seconds("cpython", "rings"));
    }

    [Fact]
    public void A_fixed_limit_stays()
    {
        TimeLimits limits = new(s_matrix.Runs with { Timeout = TimeSpan.FromSeconds(5), TimeoutFactor = null });
        limits.Add(Entry("cpython", "rings", 90_000, CellStatus.Ok));

        Assert.Equal(TimeSpan.FromSeconds(5), limits.Of(Planned("cpython", "rings")));
    }

    [Fact]
    public void The_canary_keeps_the_plain_limit_and_teaches_nothing()
    {
        _limits.Add(Entry("cpython", "rings", 50_000, CellStatus.Ok) with { Canary = true });
        Assert.Equal(60, Seconds("cpython", "rings"));

        Add("cpython", "rings", 50_000);
        Assert.Equal(60, _limits.Of(Planned("cpython", "rings", InvocationKind.Canary)).TotalSeconds);
    }

    private double Seconds(string engine, string workload) => _limits.Of(Planned(engine, workload)).TotalSeconds;

    private void Add(string engine, string workload, long milliseconds, CellStatus status = CellStatus.Ok) =>
        _limits.Add(Entry(engine, workload, milliseconds, status));

    private static PlannedInvocation Planned(string engine, string workload, InvocationKind kind = InvocationKind.Timed) =>
        new(0, s_matrix.Cells().Single(cell => cell.Engine.Label == engine && cell.Workload.Label == workload), 0, kind);

    private static JournalEntry Entry(string engine, string workload, long milliseconds, CellStatus status) =>
        TestRows.Entry(engine, 0) with
        {
            Workload = workload,
            ElapsedMs = milliseconds,
            Row = TestRows.Invocation(engine, workload, status: status),
        };
}
