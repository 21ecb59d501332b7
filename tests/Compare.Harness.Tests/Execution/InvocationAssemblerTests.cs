using Compare.Engines.Abstractions.Heaps;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Execution;

public sealed class InvocationAssemblerTests
{
    private static readonly PlannedInvocation s_planned = RunPlan.Of(TestMatrix.Valid(TestMatrix.Small)).Invocations[0];

    [Fact]
    public void Times_are_of_the_median_measured_iteration_and_pauses_of_all()
    {
        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, TestResults.Ok);

        Assert.Equal((200, 60, 140, 100), (row.WallNs, row.GcNs, row.MutatorNs, row.CpuNs));
        Assert.Equal((3, 50, 10, 50), (row.PauseCount, row.PauseMaxNs, row.PauseP50Ns, row.PauseP99Ns));
        Assert.Equal((6, 3), (row.MinorCollections, row.MajorCollections));
        Assert.Equal((10, 160, "00000000000000ff"), (row.AllocatedObjects, row.AllocatedBytes, row.Checksum));
        Assert.Equal("first; second", row.Warnings);
    }

    [Fact]
    public void An_even_number_of_iterations_takes_both_in_the_middle()
    {
        WorkerResult result = TestResults.Ok with { Iterations = [.. TestResults.Ok.Iterations.Skip(1).Take(2)] };

        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, result);

        Assert.Equal((200, 20, 180), (row.WallNs, row.GcNs, row.MutatorNs));
    }

    [Fact]
    public void A_latency_counts_from_the_scheduled_arrival_and_without_a_schedule_from_the_begin()
    {
        WorkerResult closed = TestResults.Ok with { Requests = [.. TestResults.Ok.Requests!.Select(r => r with { Scheduled = null })] };

        InvocationRow open = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, TestResults.Ok);
        RequestRow[] rows = [.. InvocationAssembler.Requests(open, TestResults.Ok)];

        Assert.Equal((3, 40, 130), (open.Requests, open.RequestP50Ns, open.RequestMaxNs));
        Assert.Equal((null, null), (open.RequestP99Ns, open.RequestP999Ns));
        Assert.Equal((1, 1, 20L, 25L, 60L), (rows[1].Iteration, rows[1].Request, rows[1].ScheduledNs, rows[1].BeginNs, rows[1].EndNs));
        Assert.Equal((2, 0, 130L), (rows[2].Iteration, rows[2].Request, rows[2].LatencyNs));
        InvocationRow fromBegin = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, closed);
        Assert.Equal((35, 129), (fromBegin.RequestP50Ns, fromBegin.RequestMaxNs));
        Assert.All(InvocationAssembler.Requests(open, closed), row => Assert.Null(row.ScheduledNs));
    }

    [Fact]
    public void Waiting_for_requests_is_no_time_of_the_mutator()
    {
        WorkerResult idle = TestResults.Ok with
        {
            Iterations = [.. TestResults.Ok.Iterations.Select(iteration => iteration with { IdleNs = 100 })],
        };

        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, idle);

        Assert.Equal((200, 60, 40, 100), (row.WallNs, row.GcNs, row.MutatorNs, row.IdleNs));
    }

    [Fact]
    public void A_percentile_needs_as_many_requests_as_it_has_nines()
    {
        WorkerResult many = TestResults.Ok with
        {
            Requests = [new(1, null, [.. Enumerable.Repeat(0L, 1000)], [.. Enumerable.Range(1, 1000).Select(end => (long)end)])],
        };

        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, many);
        InvocationRow none = InvocationAssembler.Row(
            s_planned, new RunSettings(), CellStatus.Ok, null, TestResults.Ok with { Requests = null });

        Assert.Equal((1000, 500, 990, 999, 1000), (row.Requests, row.RequestP50Ns, row.RequestP99Ns, row.RequestP999Ns, row.RequestMaxNs));
        Assert.Equal((null, null, null), (none.Requests, none.RequestMaxNs, none.IdleNs));
    }

    [Fact]
    public void What_was_not_reached_is_empty()
    {
        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Oom, "Out of memory.", TestResults.Ok);

        Assert.Null(row.WallNs);
        Assert.Null(row.Checksum);
        Assert.Equal(640, row.HeapPeakBytes);
        Assert.Null(InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Crash, "x", null).HeapPeakBytes);
    }

    [Fact]
    public void Delays_of_calls_are_told_as_mean_and_longest()
    {
        WorkerResult late = TestResults.Ok with { CallDelays = new(4, 1000, 700, 64, 40) };

        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, late);

        Assert.Equal(4, row.DelayedCalls);
        Assert.Equal((250L, 700L), (row.CallDelayMeanNs, row.CallDelayMaxNs));
        Assert.Equal((16L, 40L), (row.CallDelayMeanBytes, row.CallDelayMaxBytes));
    }

    [Fact]
    public void Delays_are_empty_without_calls_and_without_an_engine_that_knows()
    {
        InvocationRow none = InvocationAssembler.Row(
            s_planned, new RunSettings(), CellStatus.Ok, null, TestResults.Ok with { CallDelays = default(CallDelays) });
        InvocationRow unknown = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, TestResults.Ok);

        Assert.Equal((0L, null), (none.DelayedCalls, none.CallDelayMaxNs));
        Assert.Equal((null, null), (unknown.DelayedCalls, unknown.CallDelayMaxNs));
    }

    [Fact]
    public void Events_and_samples_of_a_worker_get_the_key_of_their_invocation()
    {
        InvocationRow key = TestRows.Invocation("pypy:nursery=1MiB", "queue", invocation: 4, heap: 1 << 20);

        RowBlock<EventRow> events = InvocationAssembler.Events(key, TestResults.Ok);
        RowBlock<TimelineRow> samples = InvocationAssembler.Timeline(key, TestResults.Ok);

        Assert.Equal((5, 1), (events.Count, samples.Count));
        Assert.All<ICellKey>([events[0], events[4], samples[0]], row => Assert.Equal(
            (key.Engine, key.Config, key.Workload, key.HeapBytes, key.Invocation),
            (row.Engine, row.Config, row.Workload, row.HeapBytes, row.Invocation)));
        Assert.Equal((50L, "minor", "build"), (events[2].PauseNs, events[2].Kind, events[2].Phase));
    }

    [Fact]
    public void Settings_and_the_cost_of_observing_have_their_columns()
    {
        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, TestResults.Ok);
        SettingRow[] settings = [.. InvocationAssembler.Settings(row, TestResults.Ok)];
        InvocationRow silent = InvocationAssembler.Row(
            s_planned, new RunSettings(), CellStatus.Ok, null, TestResults.Ok with { Observation = null });

        Assert.Equal((1000L, 2000L, 30L, 1L), (row.ObserverCpuNs, row.ObserverBytes, row.ObserverEvents, row.LostCollections));
        Assert.Equal((null, null), (silent.ObserverBytes, silent.LostCollections));
        Assert.Equal(("heap", "4096", "2048", "bytes", false), (settings[0].Setting, settings[0].Requested, settings[0].Effective, settings[0].Unit, settings[0].TookEffect));
        Assert.Equal(("mode", null, "fast", null, null), (settings[1].Setting, settings[1].Requested, settings[1].Effective, settings[1].Unit, settings[1].TookEffect));
        Assert.Empty(InvocationAssembler.Settings(row, TestResults.Ok with { Settings = null }));
    }

    [Fact]
    public void Without_pauses_their_percentiles_are_empty_and_their_number_is_zero()
    {
        WorkerResult result = TestResults.Ok with
        {
            Events = PackedColumns.None(EventColumns.NumberCount, EventColumns.TextCount),
            Iterations = [.. TestResults.Ok.Iterations.Select(iteration => iteration with { PauseCount = 0, GcNs = 0 })],
        };

        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, result);

        Assert.Equal((0L, 0L), (row.PauseCount, row.GcNs));
        Assert.Null(row.PauseMaxNs);
    }
}
