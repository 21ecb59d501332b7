using Compare.Harness.HeapSizing;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.HeapSizing;

public sealed class ThrashRuleTests
{
    private const long Second = 1_000_000_000;

    private static readonly ThrashRule s_rule = new(Second, TimeSpan.FromSeconds(4), 64L << 20);

    private static InvocationRow Row(CellStatus status, long? cpu = null) =>
        TestRows.Invocation("cpython", status: status) with { CpuNs = cpu };

    [Theory]
    [InlineData(10 * Second, CellStatus.Ok)]
    [InlineData((10 * Second) + 1, CellStatus.Thrash)]
    public void A_run_of_more_than_ten_times_the_generous_one_thrashes(long cpu, CellStatus status) =>
        Assert.Equal(status, s_rule.Judge(Row(CellStatus.Ok, cpu), s_rule.ProcessLimit).Status);

    [Fact]
    public void The_reason_names_both_times_and_the_generous_heap() =>
        Assert.Equal(
            "Finished, but an iteration took 12500 ms of CPU time, more than 10 × the 1000 ms in a heap of 64MiB.",
            s_rule.Judge(Row(CellStatus.Ok, 12_500_000_000), s_rule.ProcessLimit).Reason);

    [Fact]
    public void A_process_that_is_stopped_at_ten_times_thrashes()
    {
        Assert.Equal(TimeSpan.FromSeconds(40), s_rule.ProcessLimit);
        Assert.Equal(
            new TrialOutcome(CellStatus.Thrash, "Stopped after 40000 ms, more than 10 × the 4000 ms in a heap of 64MiB."),
            s_rule.Judge(Row(CellStatus.Timeout), s_rule.ProcessLimit));
    }

    [Fact]
    public void A_process_that_the_user_stops_earlier_is_a_timeout() =>
        Assert.Equal(CellStatus.Timeout, s_rule.Judge(Row(CellStatus.Timeout), TimeSpan.FromSeconds(39)).Status);

    [Theory]
    [InlineData(CellStatus.Oom)]
    [InlineData(CellStatus.Crash)]
    [InlineData(CellStatus.Invalid)]
    public void Other_ends_stay_what_they_are(CellStatus status) =>
        Assert.Equal(new TrialOutcome(status, "A reason."), s_rule.Judge(Row(status), s_rule.ProcessLimit));

    [Fact]
    public void Waiting_for_the_processor_is_not_thrashing() =>
        Assert.Equal(
            CellStatus.Ok, s_rule.Judge(Row(CellStatus.Ok, Second) with { WallNs = 100 * Second }, s_rule.ProcessLimit).Status);

    [Fact]
    public void What_takes_no_time_is_not_judged_by_the_machines_own_pauses()
    {
        ThrashRule rule = new(1_000, TimeSpan.FromMilliseconds(200), null);

        Assert.Equal(TimeSpan.FromSeconds(10), rule.ProcessLimit);
        Assert.Equal(CellStatus.Ok, rule.Judge(Row(CellStatus.Ok, 20_000_000), rule.ProcessLimit).Status);
        Assert.Equal(
            "Finished, but an iteration took 20 ms of CPU time, more than 10 × the 0 ms without a limit.",
            rule.Judge(Row(CellStatus.Ok, 20_000_001), rule.ProcessLimit).Reason);
    }
}
