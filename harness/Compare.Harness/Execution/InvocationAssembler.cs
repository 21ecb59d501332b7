using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Harness.Statistics;

namespace Compare.Harness.Execution;

/// <summary>Makes the rows of the result files from what a worker handed over.</summary>
public static class InvocationAssembler
{
    /// <summary>The row of <c>invocations.csv</c>.</summary>
    /// <param name="planned">The invocation.</param>
    /// <param name="runs">Settings of the run.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="error">Why.</param>
    /// <param name="result">What the worker handed over, or null.</param>
    public static InvocationRow Row(
        PlannedInvocation planned, RunSettings runs, CellStatus status, string? error, WorkerResult? result)
    {
        InvocationRow row = new()
        {
            Engine = planned.Cell.Engine.Name,
            Config = planned.Cell.Engine.Label,
            Workload = planned.Cell.Workload.Label,
            Size = MatrixResolver.SizeName(planned.Cell.Workload.Size),
            Seed = runs.Seed,
            HeapBytes = planned.Cell.HeapBytes,
            Invocation = planned.Invocation,
            Order = planned.Order,
            Process = result?.Process ?? planned.Invocation,
            Status = status,
            Error = error,
        };
        if (result is null)
        {
            return row;
        }

        row = row with
        {
            HeapPeakBytes = result.HeapPeakBytes,
            PeakLiveBytes = result.PeakLiveBytes,
            CommittedPeakBytes = result.CommittedPeakBytes,
            RssPeakBytes = result.RssPeakBytes,
            StartupNs = result.StartupNs,
            ObserverCpuNs = result.Observation?.CpuNs,
            ObserverBytes = result.Observation?.AllocatedBytes,
            ObserverEvents = result.Observation?.Events,
            LostCollections = result.Observation?.LostCollections,
            Warnings = result.Warnings.Count == 0 ? null : string.Join(RunWarnings.Separator, result.Warnings),
        };
        row = WithDelays(row, result);
        WorkerIteration[] measured = [.. result.Iterations.Where(iteration => iteration.Measured)];
        return status is CellStatus.Ok or CellStatus.Invalid && measured.Length > 0
            ? WithTimes(row, measured, result) with
            {
                MeasuredIterations = runs.Iterations is null ? measured.Length : null,
            }
            : row;
    }

    /// <summary>The rows of <c>iterations.csv</c>.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static IEnumerable<IterationRow> Iterations(ICellKey key, WorkerResult result) =>
        result.Iterations.Select((iteration, number) => new IterationRow
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Iteration = number,
            Measured = iteration.Measured,
            StartNs = iteration.StartNs,
            WallNs = iteration.WallNs,
            CpuNs = iteration.CpuNs,
            GcNs = iteration.GcNs,
            PauseCount = iteration.PauseCount,
            AllocatedObjects = iteration.AllocatedObjects,
            AllocatedBytes = iteration.AllocatedBytes,
            HostCollections = iteration.HostCollections,
            Checksum = iteration.Checksum,
        });

    /// <summary>The rows of <c>events.csv</c>.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static RowBlock<EventRow> Events(ICellKey key, WorkerResult result) => new(key, result.Events);

    /// <summary>The rows of <c>timeline.csv</c>.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static RowBlock<TimelineRow> Timeline(ICellKey key, WorkerResult result) => new(key, result.Timeline);

    /// <summary>The rows of <c>work.csv</c>.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static IEnumerable<WorkRow> Work(ICellKey key, WorkerResult result) =>
        result.Work.Select(count => new WorkRow
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Metric = count.Name,
            Value = count.Value,
            Unit = count.Unit,
        });

    /// <summary>The rows of <c>probes.csv</c>, from an invocation that collected the work vector.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static IEnumerable<ProbeRow> Probes(ICellKey key, WorkerResult result) =>
        result.Iterations.Select((iteration, number) => new ProbeRow
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Probe = "work_vector",
            Iteration = number,
            WallNs = iteration.WallNs,
            CpuNs = iteration.CpuNs,
        });

    /// <summary>The rows of <c>settings.csv</c>.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static IEnumerable<SettingRow> Settings(ICellKey key, WorkerResult result) =>
        (result.Settings ?? []).Select(setting => new SettingRow
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Setting = setting.Name,
            Requested = setting.Requested,
            Effective = setting.Effective,
            Unit = setting.Unit.Length == 0 ? null : setting.Unit,
            TookEffect = setting.TookEffect,
        });

    /// <summary>The rows of <c>requests.csv</c>.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static IEnumerable<RequestRow> Requests(ICellKey key, WorkerResult result) =>
        (result.Requests ?? []).SelectMany(requests => requests.Begin.Select((begin, number) => new RequestRow
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Iteration = requests.Iteration,
            Request = number,
            ScheduledNs = requests.Scheduled?[number],
            BeginNs = begin,
            EndNs = requests.End[number],
        }));

    /// <summary>The rows of <c>counters.csv</c>.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static IEnumerable<CounterRow> Counters(ICellKey key, WorkerResult result) =>
        (result.Counters ?? []).Select(counter => new CounterRow
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Iteration = counter.Iteration,
            Counter = counter.Name,
            Value = counter.Value,
            Unit = counter.Unit,
            CountedShare = counter.CountedShare,
        });

    private static InvocationRow WithDelays(InvocationRow row, WorkerResult result)
    {
        if (result.CallDelays is not { } delays)
        {
            return row;
        }

        row = row with { DelayedCalls = delays.Calls };
        return delays.Calls == 0 ? row : row with
        {
            CallDelayMeanNs = delays.TotalNanoseconds / delays.Calls,
            CallDelayMaxNs = delays.MaxNanoseconds,
            CallDelayMeanBytes = delays.TotalBytes / delays.Calls,
            CallDelayMaxBytes = delays.MaxBytes,
        };
    }

    private static InvocationRow WithTimes(InvocationRow row, WorkerIteration[] measured, WorkerResult result)
    {
        // An even number of iterations has two in the middle; both halves of the split then come from both.
        WorkerIteration[] sorted = [.. measured.OrderBy(iteration => iteration.WallNs)];
        WorkerIteration lower = sorted[(sorted.Length - 1) / 2];
        WorkerIteration upper = sorted[sorted.Length / 2];
        long wall = Middle(lower.WallNs, upper.WallNs);
        long? gc = lower.GcNs is { } less && upper.GcNs is { } more ? Middle(less, more) : null;
        PackedNumbers lengths = result.Events.Numbers[EventColumns.PauseNs];
        long[] pauses = [.. Enumerable.Range(0, lengths.Count).Select(row => lengths[row] ?? 0).Where(pause => pause > 0).Order()];
        long idle = Middle(lower.IdleNs, upper.IdleNs);
        return WithRequests(row, idle, result) with
        {
            WallNs = wall,
            CpuNs = (long)Quantiles.Median([.. measured.Select(iteration => (double)iteration.CpuNs)]),
            GcNs = gc,
            MutatorNs = gc is { } pauseNs ? Math.Max(0, wall - pauseNs - idle) : null,
            PauseCount = Array.TrueForAll(measured, iteration => iteration.PauseCount.HasValue)
                ? measured.Sum(iteration => iteration.PauseCount)
                : null,
            PauseMaxNs = pauses.Length == 0 ? null : pauses[^1],
            PauseP50Ns = pauses.Length == 0 ? null : Quantiles.NearestRank(pauses, 0.5),
            PauseP99Ns = pauses.Length == 0 ? null : Quantiles.NearestRank(pauses, 0.99),
            AllocatedObjects = measured[0].AllocatedObjects,
            AllocatedBytes = measured[0].AllocatedBytes,
            MinorCollections = measured.Sum(iteration => iteration.MinorCollections),
            MajorCollections = measured.Sum(iteration => iteration.MajorCollections),
            HostCollections = measured.Sum(iteration => iteration.HostCollections),
            Checksum = measured[0].Checksum,
        };
    }

    private static InvocationRow WithRequests(InvocationRow row, long idle, WorkerResult result)
    {
        long[] latencies = [.. Requests(row, result).Select(request => request.LatencyNs).Order()];
        return latencies.Length == 0 ? row : row with
        {
            Requests = latencies.Length,
            RequestP50Ns = Quantiles.NearestRank(latencies, 0.5),
            RequestP99Ns = latencies.Length < 100 ? null : Quantiles.NearestRank(latencies, 0.99),
            RequestP999Ns = latencies.Length < 1000 ? null : Quantiles.NearestRank(latencies, 0.999),
            RequestMaxNs = latencies[^1],
            IdleNs = idle,
        };
    }

    private static long Middle(long lower, long upper) => lower + ((upper - lower) / 2);
}
