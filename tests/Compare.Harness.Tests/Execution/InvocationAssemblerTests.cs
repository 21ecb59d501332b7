using Compare.Engines.Abstractions.Heaps;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
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
    public void Every_number_of_an_event_has_its_column()
    {
        WorkerEvent numbered = new(3, "build", "major", "threshold", [.. Enumerable.Range(0, WorkerEvent.NumberCount).Select(i => (long?)i)]);

        EventRow row = InvocationAssembler.Events(
            TestRows.Invocation("clr"), TestResults.Ok with { Events = [numbered] }).Single();

        Assert.Equal((0, 1L, 2L, 3L, 4L), (row.Generation, row.StartNs, row.PauseNs, row.CpuNs, row.AllocatedBytes));
        Assert.Equal((5L, 6L, 7L), (row.BeforeBytes, row.AfterBytes, row.CommittedBytes));
        Assert.Equal((8L, 9L, 10L), (row.VisitedObjects, row.CopiedObjects, row.CopiedBytes));
        Assert.Equal((11L, 12L), (row.FreedObjects, row.FreedBytes));
        Assert.Equal((13L, 14L, 15L), (row.FinalizersRun, row.WeakCleared, row.UncollectableObjects));
        Assert.Equal((16L, 17L, 18L), (row.OldState, row.NewState, row.PinnedObjects));
    }

    [Fact]
    public void Every_detail_of_an_event_has_its_column()
    {
        WorkerEvent detailed = TestResults.Ok.Events[0] with
        {
            Details = new()
            {
                Mode = "foreground",
                HostReason = "low_memory",
                Compacting = true,
                Gen0AfterBytes = 1,
                Gen1AfterBytes = 2,
                Gen2AfterBytes = 3,
                LohAfterBytes = 4,
                PohAfterBytes = 5,
                FragmentedBytes = 6,
                FinalizationPromotedBytes = 7,
            },
        };
        WorkerResult result = TestResults.Ok with { Events = [detailed, detailed with { Details = null }] };

        EventRow[] rows = [.. InvocationAssembler.Events(TestRows.Invocation("clr"), result)];

        Assert.Equal(("foreground", "low_memory", true), (rows[0].Mode, rows[0].HostReason, rows[0].Compacting));
        Assert.Equal(
            (1L, 2L, 3L, 4L, 5L),
            (rows[0].Gen0AfterBytes, rows[0].Gen1AfterBytes, rows[0].Gen2AfterBytes, rows[0].LohAfterBytes, rows[0].PohAfterBytes));
        Assert.Equal((6L, 7L), (rows[0].FragmentedBytes, rows[0].FinalizationPromotedBytes));
        Assert.Equal((null, null, null), (rows[1].Mode, rows[1].Compacting, rows[1].Gen0AfterBytes));
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
            Events = [],
            Iterations = [.. TestResults.Ok.Iterations.Select(iteration => iteration with { PauseCount = 0, GcNs = 0 })],
        };

        InvocationRow row = InvocationAssembler.Row(s_planned, new RunSettings(), CellStatus.Ok, null, result);

        Assert.Equal((0L, 0L), (row.PauseCount, row.GcNs));
        Assert.Null(row.PauseMaxNs);
    }
}
