using System.Globalization;
using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Latency;

/// <summary>Makes <c>latency.csv</c> and <c>capacity.csv</c> from the requests of measured iterations.</summary>
public static class LatencyTable
{
    /// <summary>From begin to end.</summary>
    public const string Simple = "simple";

    /// <summary>From begins spread evenly over a window; with no window, over the whole run.</summary>
    public const string Metered = "metered";

    /// <summary>From the scheduled arrival.</summary>
    public const string OpenLoop = "open_loop";

    /// <summary>From the arrival in the post-hoc queue.</summary>
    public const string Queue = "queue";

    private const long Millisecond = 1_000_000;
    private const double LimitShare = 0.99;

    private static readonly long?[] s_windows = [Millisecond, 10 * Millisecond, 100 * Millisecond, null];
    private static readonly long[] s_limits = [Millisecond, 10 * Millisecond, 100 * Millisecond];
    private static readonly double[] s_utilizations = [0.5, 0.7, 0.8, 0.9];

    /// <summary>Makes the rows of both files.</summary>
    /// <param name="results">A run with its measured rows.</param>
    public static (IReadOnlyList<LatencyRow> Latency, IReadOnlyList<CapacityRow> Capacity) Of(ResultSet results)
    {
        Dictionary<(string, string, long?, int), long> seeds = results.Invocations
            .Where(row => row.Status == CellStatus.Ok)
            .ToDictionary(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation), row => row.Seed);
        List<LatencyRow> latency = [];
        List<CapacityRow> capacity = [];
        foreach (IGrouping<(string, string, long?), RequestRow> cell in results.Requests
            .Where(row => seeds.ContainsKey((row.Config, row.Workload, row.HeapBytes, row.Invocation)))
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes)))
        {
            RequestRow first = cell.First();
            RequestRun[] runs = [.. cell.GroupBy(row => (row.Invocation, row.Iteration)).OrderBy(run => run.Key).Select(RunOf)];
            ulong seed = (ulong)seeds[(first.Config, first.Workload, first.HeapBytes, first.Invocation)]
                ^ StableHash.Of(string.Create(CultureInfo.InvariantCulture, $"{first.Workload}\n{first.HeapBytes}\n{Queue}"));
            QueueModel[] queues = [.. runs.Select((run, number) =>
                new QueueModel(run.Occupancies(), RequestLatency.Simple(run.Begins, run.Ends), seed + (ulong)number))];
            latency.AddRange(Rows(first, runs, queues));
            capacity.AddRange(s_limits.Select(limit => Capacity(first, queues, limit, cell.Count())));
        }

        return (latency, capacity);
    }

    private static RequestRun RunOf(IEnumerable<RequestRow> rows)
    {
        RequestRow[] ordered = [.. rows.OrderBy(row => row.BeginNs)];
        return new RequestRun(
            Array.ConvertAll(ordered, row => row.BeginNs),
            Array.ConvertAll(ordered, row => row.EndNs),
            Array.TrueForAll(ordered, row => row.ScheduledNs.HasValue)
                ? Array.ConvertAll(ordered, row => row.ScheduledNs!.Value)
                : null);
    }

    private static List<LatencyRow> Rows(RequestRow cell, RequestRun[] runs, QueueModel[] queues)
    {
        List<LatencyRow> rows = [.. Points(cell, Simple, runs.Select(run => RequestLatency.Simple(run.Begins, run.Ends)))];
        if (Array.TrueForAll(runs, run => run.Scheduled is not null))
        {
            // Begins that a schedule spread need no metering.
            rows.AddRange(Points(cell, OpenLoop, runs.Select(run => RequestLatency.OpenLoop(run.Scheduled, run.Ends))));
        }
        else
        {
            rows.AddRange(s_windows.SelectMany(window =>
                Points(cell, Metered, runs.Select(run => RequestLatency.Metered(run.Begins, run.Ends, window)))
                    .Select(row => row with { WindowNs = window })));
        }

        double saturation = queues.Min(queue => queue.Saturation);
        rows.AddRange(s_utilizations.SelectMany(utilization =>
            Points(cell, Queue, queues.Select(queue => queue.Latencies(utilization * saturation)))
                .Select(row => row with { LoadPerSecond = utilization * saturation, Utilization = utilization })));
        return rows;
    }

    private static IEnumerable<LatencyRow> Points(RequestRow cell, string kind, IEnumerable<long[]> runs)
    {
        LatencyDistribution distribution = new();
        foreach (long[] latencies in runs)
        {
            distribution.Add(latencies);
        }

        return distribution.Points().Select(point => new LatencyRow
        {
            Engine = cell.Engine,
            Config = cell.Config,
            Workload = cell.Workload,
            HeapBytes = cell.HeapBytes,
            Kind = kind,
            Percentile = point.Percentile,
            LatencyNs = point.Nanoseconds,
            Requests = distribution.Count,
        });
    }

    private static CapacityRow Capacity(RequestRow cell, QueueModel[] queues, long limit, long requests) => new()
    {
        Engine = cell.Engine,
        Config = cell.Config,
        Workload = cell.Workload,
        HeapBytes = cell.HeapBytes,
        LimitNs = limit,
        RequestsPerSecond = QueueModel.Capacity(queues, LimitShare, limit),
        SaturationPerSecond = queues.Min(queue => queue.Saturation),
        Requests = requests,
    };
}
