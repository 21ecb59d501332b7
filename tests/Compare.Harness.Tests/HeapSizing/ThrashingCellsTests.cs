using Compare.Harness.HeapSizing;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.HeapSizing;

/// <summary>Which invocations of a run with several heap limits thrash.</summary>
public sealed class ThrashingCellsTests
{
    private const long Second = 1_000_000_000;
    private const long Small = 1 << 20;
    private const long Large = 8 << 20;

    [Fact]
    public void A_run_that_takes_more_than_ten_times_that_in_the_roomiest_heap_thrashes()
    {
        IReadOnlyList<InvocationRow> rows = ThrashingCells.Mark(
            [Entry(Large, Second), Entry(2 * Small, 10 * Second), Entry(Small, 11 * Second)], TimeSpan.FromMinutes(1));

        Assert.Equal([CellStatus.Ok, CellStatus.Ok, CellStatus.Thrash], rows.Select(row => row.Status));
        Assert.Equal(
            "Finished, but an iteration took 11000 ms of CPU time, more than 10 × the 1000 ms in a heap of 8MiB.", rows[2].Error);
    }

    [Fact]
    public void Without_limit_is_roomier_than_any_limit() => Assert.Equal(
        CellStatus.Thrash,
        ThrashingCells.Mark([Entry(null, Second), Entry(Large, 11 * Second)], TimeSpan.FromMinutes(1))[1].Status);

    [Fact]
    public void A_timeout_at_ten_times_the_roomiest_process_is_thrashing_and_an_earlier_one_is_not()
    {
        JournalEntry[] entries = [Entry(Large, Second), Entry(Small, null, CellStatus.Timeout)];

        Assert.Equal(CellStatus.Thrash, ThrashingCells.Mark(entries, TimeSpan.FromSeconds(60))[1].Status);
        Assert.Equal(CellStatus.Timeout, ThrashingCells.Mark(entries, TimeSpan.FromSeconds(9))[1].Status);
    }

    [Fact]
    public void The_limit_in_effect_counts_where_the_line_names_one()
    {
        JournalEntry[] entries = [Entry(Large, Second), Entry(Small, null, CellStatus.Timeout) with { LimitMs = 10_000 }];

        Assert.Equal(CellStatus.Thrash, ThrashingCells.Mark(entries, TimeSpan.FromSeconds(9))[1].Status);
        Assert.Equal(
            CellStatus.Timeout,
            ThrashingCells.Mark([entries[0], entries[1] with { LimitMs = 9_000 }], TimeSpan.FromSeconds(60))[1].Status);
    }

    [Fact]
    public void A_heap_in_which_an_invocation_failed_is_not_generous()
    {
        IReadOnlyList<InvocationRow> rows = ThrashingCells.Mark(
            [Entry(Large, Second), Entry(Large, null, CellStatus.Crash), Entry(2 * Small, 5 * Second), Entry(Small, 49 * Second)],
            TimeSpan.FromMinutes(1));

        Assert.Equal([CellStatus.Ok, CellStatus.Crash, CellStatus.Ok, CellStatus.Ok], rows.Select(row => row.Status));
    }

    [Fact]
    public void Under_one_limit_nothing_thrashes_and_other_engines_are_no_measure()
    {
        JournalEntry other = Entry(Small, 100 * Second) with { Config = "pypy" };

        Assert.Equal(
            [CellStatus.Ok, CellStatus.Ok],
            ThrashingCells.Mark([Entry(Large, Second), other], TimeSpan.FromMinutes(1)).Select(row => row.Status));
    }

    private static JournalEntry Entry(long? heap, long? cpu, CellStatus status = CellStatus.Ok) =>
        TestRows.Entry("cpython", 0) with
        {
            HeapBytes = heap,
            ElapsedMs = 1_000,
            Row = TestRows.Invocation("cpython", status: status, heap: heap) with { CpuNs = cpu },
        };
}
