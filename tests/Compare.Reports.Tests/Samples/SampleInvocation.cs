using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>One invocation of a sample with all its rows.</summary>
internal sealed class SampleInvocation
{
    public required InvocationRow Row { get; set; }

    public List<IterationRow> Iterations { get; } = [];

    public List<EventRow> Events { get; } = [];

    public List<TimelineRow> Timeline { get; } = [];

    public List<WorkRow> Work { get; } = [];

    public static SampleInvocation Make(SampleShape shape, SampleCell cell, int order)
    {
        (CellStatus status, string? error) = SampleFailures.Of(shape, cell);
        if (status != CellStatus.Ok)
        {
            return new SampleInvocation { Row = Failed(cell, order, status, error) };
        }

        Random random = new(cell.Seed);
        SampleInvocation made = new() { Row = Failed(cell, order, CellStatus.Crash, error: null) };
        long clock = 0;
        for (int iteration = 0; iteration < shape.WarmUpIterations + shape.MeasuredIterations; iteration++)
        {
            bool measured = iteration >= shape.WarmUpIterations;
            double warm = measured ? 1 : 1 + (0.6 / (iteration + 1));
            long wall = (long)(cell.Seconds * 1e9 * warm * Math.Exp(0.012 * Gauss(random)));
            List<EventRow> events = MakeEvents(shape, cell, random, iteration, clock, wall, made.Events.Count);
            made.Events.AddRange(events);
            made.Timeline.AddRange(MakeTimeline(shape, cell, random, iteration, clock, wall));
            made.Iterations.Add(MakeIteration(cell, iteration, clock, wall, events) with { Measured = measured });
            clock += wall;
        }

        made.Work.AddRange(cell.Invocation == 0 ? MakeWork(cell) : []);
        made.Row = Finished(cell, order, made);
        return made;
    }

    private static List<EventRow> MakeEvents(
        SampleShape shape, SampleCell cell, Random random, int iteration, long clock, long wall, int number)
    {
        List<EventRow> events = [];
        int count = cell.PauseSeconds > 0 ? shape.EventsPerIteration : 0;
        for (int index = 0; index < count; index++)
        {
            double share = (index + random.NextDouble()) / count;
            bool major = index % 10 == 9;
            double pause = cell.PauseSeconds * 1e9 * Math.Exp(0.5 * Gauss(random)) * (major ? 6 : 1);
            events.Add(new EventRow
            {
                Engine = cell.Engine,
                Config = cell.Config,
                Workload = cell.Workload,
                HeapBytes = cell.HeapBytes,
                Invocation = cell.Invocation,
                Event = number + index,
                Iteration = iteration,
                Phase = share < 0.5 ? "build" : "check",
                Kind = cell.Engine == "cpython" && index % 3 == 0 ? "cascade" : major ? "major" : "minor",
                Cause = cell.Engine == "cpython" && index % 3 == 0 ? "release" : "threshold",
                Generation = major ? 2 : 0,
                StartNs = clock + (long)(share * wall),
                PauseNs = (long)pause,
                AllocatedBytes = (long)((iteration + share) * cell.AllocatedBytes),
                FreedObjects = 1000 + random.Next(5000),
                FreedBytes = 64_000 + random.Next(900_000),
                CopiedBytes = cell.Engine == "cpython" ? null : random.Next(400_000),
            });
        }

        return events;
    }

    private static IEnumerable<TimelineRow> MakeTimeline(
        SampleShape shape, SampleCell cell, Random random, int iteration, long clock, long wall)
    {
        double live = 4e6 + (1e6 * cell.WorkloadIndex);
        double wave = cell.Engine switch { "cpython" => 0.3e6, "pypy" => 4e6, "nogc" => 0, "semispace" => 9e6, _ => 6e6 };
        for (int index = 0; index < shape.SamplesPerIteration; index++)
        {
            double share = index / (double)shape.SamplesPerIteration;
            double used = cell.Engine == "nogc"
                ? (iteration + share) * cell.AllocatedBytes
                : live + (wave * (index % 12) / 12.0) + (1e5 * random.NextDouble());
            double held = cell.Engine == "nogc" ? used * 1.02 : live + (wave * (cell.Engine == "semispace" ? 2.4 : 1.3));
            yield return new TimelineRow
            {
                Engine = cell.Engine,
                Config = cell.Config,
                Workload = cell.Workload,
                HeapBytes = cell.HeapBytes,
                Invocation = cell.Invocation,
                Iteration = iteration,
                WallNs = clock + (long)(share * wall),
                AllocatedBytes = (long)((iteration + share) * cell.AllocatedBytes),
                UsedBytes = (long)used,
                CommittedBytes = cell.Engine == "clr" && index % 7 == 3 ? null : (long)held,
            };
        }
    }

    private static IterationRow MakeIteration(
        SampleCell cell, int iteration, long clock, long wall, List<EventRow> events) => new()
        {
            Engine = cell.Engine,
            Config = cell.Config,
            Workload = cell.Workload,
            HeapBytes = cell.HeapBytes,
            Invocation = cell.Invocation,
            Iteration = iteration,
            Measured = true,
            StartNs = clock,
            WallNs = wall,
            CpuNs = (long)(wall * 1.02),
            GcNs = Math.Min(wall * 3 / 4, events.Sum(row => row.PauseNs)),
            PauseCount = events.Count,
            AllocatedObjects = cell.AllocatedBytes / 48,
            AllocatedBytes = cell.AllocatedBytes,
            Checksum = "00c0ffee00c0ffee",
        };

    private static IEnumerable<WorkRow> MakeWork(SampleCell cell)
    {
        (string Metric, long? Value, string Unit)[] counts =
        [
            ("allocated_objects", cell.AllocatedBytes / 48, "objects"),
            ("visited_objects", cell.Engine == "nogc" ? 0 : 120_000 + (1000 * cell.ConfigIndex), "objects"),
            ("reference_increments", cell.Engine == "cpython" ? 9_876_543 : null, "operations"),
            ("copied_bytes", cell.Engine is "semispace" or "pypy" ? 33_554_432 : 0, "bytes"),
        ];
        return counts.Select(count => new WorkRow
        {
            Engine = cell.Engine,
            Config = cell.Config,
            Workload = cell.Workload,
            HeapBytes = cell.HeapBytes,
            Invocation = cell.Invocation,
            Metric = count.Metric,
            Value = count.Value,
            Unit = count.Unit,
        });
    }

    private static InvocationRow Failed(SampleCell cell, int order, CellStatus status, string? error) => new()
    {
        Engine = cell.Engine,
        Config = cell.Config,
        Workload = cell.Workload,
        HeapBytes = cell.HeapBytes,
        Size = "default",
        Seed = 42,
        Invocation = cell.Invocation,
        Order = order,
        Status = status,
        Error = error,
    };

    private static InvocationRow Finished(SampleCell cell, int order, SampleInvocation made)
    {
        List<IterationRow> measured = [.. made.Iterations.Where(row => row.Measured).OrderBy(row => row.WallNs)];
        IterationRow median = measured[measured.Count / 2];
        HashSet<int> iterations = [.. measured.Select(row => row.Iteration)];
        List<EventRow> events = [.. made.Events.Where(row => iterations.Contains(row.Iteration)).OrderBy(row => row.PauseNs)];
        return Failed(cell, order, CellStatus.Ok, error: null) with
        {
            WallNs = median.WallNs,
            CpuNs = median.CpuNs,
            MutatorNs = median.WallNs - median.GcNs,
            GcNs = median.GcNs,
            PauseCount = events.Count,
            PauseMaxNs = events.Count > 0 ? events[^1].PauseNs : null,
            PauseP50Ns = events.Count > 0 ? events[events.Count / 2].PauseNs : null,
            PauseP99Ns = events.Count > 0 ? events[events.Count * 99 / 100].PauseNs : null,
            AllocatedObjects = median.AllocatedObjects,
            AllocatedBytes = median.AllocatedBytes,
            HeapPeakBytes = made.Timeline.Max(row => row.UsedBytes),
            CommittedPeakBytes = made.Timeline.Max(row => row.CommittedBytes),
            RssPeakBytes = made.Timeline.Max(row => row.CommittedBytes) + (38 << 20),
            MinorCollections = events.Count(row => row.Kind == "minor"),
            MajorCollections = events.Count(row => row.Kind == "major"),
            Checksum = median.Checksum,
            StartupNs = 96_000_000 + (cell.Seed * 1000L),
            HostCollections = cell.Engine == "clr" ? 12 : 0,
            ObserverCpuNs = cell.Engine == "clr" ? 512_000 : null,
            ObserverBytes = cell.Engine == "clr" ? 40_960 : null,
            ObserverEvents = cell.Engine == "clr" ? 260 : null,
            LostCollections = cell.Engine == "clr" ? 0 : null,
            Warnings = cell is { ConfigIndex: 2, Invocation: 1 } ? "stolen time rose to 1.2 % during the measurement" : null,
        };
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
