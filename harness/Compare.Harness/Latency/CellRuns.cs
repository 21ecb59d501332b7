using System.Runtime.InteropServices;
using Compare.Harness.Results;

namespace Compare.Harness.Latency;

/// <summary>The measured iterations of one cell with their pauses.</summary>
/// <param name="Cell">Names the cell.</param>
/// <param name="Invocations">Its finished invocations that have at least one such iteration.</param>
public sealed record CellRuns(ICell Cell, IReadOnlyList<InvocationRuns> Invocations)
{
    /// <summary>Collects the runs of a result set.</summary>
    /// <remarks>
    /// A run is left out when not every pause of it is known: the log was full, the host lost collections, or the begin of
    /// iterations was not recorded yet. Utilisation would come out too good.
    /// </remarks>
    /// <param name="results">A run with its measured rows.</param>
    public static IReadOnlyList<CellRuns> Of(ResultSet results)
    {
        Dictionary<(string, string, long?, int, int), Pauses> pauses = PausesOf(results.Events);
        ILookup<(string, string, long?, int), IterationRow> iterations = results.Iterations
            .Where(row => row is { Measured: true, StartNs: not null, WallNs: > 0 })
            .ToLookup(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation));
        List<CellRuns> cells = [];
        foreach (IGrouping<(string, string, long?), InvocationRow> cell in results.Invocations
            .Where(row => row.Status == CellStatus.Ok && row.LostCollections is null or 0)
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes)))
        {
            InvocationRuns[] invocations =
            [
                .. from row in cell.OrderBy(row => row.Invocation)
                   let runs = iterations[(row.Config, row.Workload, row.HeapBytes, row.Invocation)]
                       .Select(iteration => Timeline(iteration, pauses)).OfType<PauseTimeline>().ToArray()
                   where runs.Length > 0
                   select new InvocationRuns(row.Invocation, runs),
            ];
            if (invocations.Length > 0)
            {
                cells.Add(new CellRuns(cell.First(), invocations));
            }
        }

        return cells;
    }

    private static PauseTimeline? Timeline(IterationRow row, Dictionary<(string, string, long?, int, int), Pauses> pauses)
    {
        Pauses known =
            pauses.GetValueOrDefault((row.Config, row.Workload, row.HeapBytes, row.Invocation, row.Iteration)) ?? new Pauses();
        if (row.PauseCount != known.Starts.Count)
        {
            return null;
        }

        Span<long> starts = CollectionsMarshal.AsSpan(known.Starts);
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] -= row.StartNs!.Value;
        }

        return PauseTimeline.Of(row.WallNs, starts, CollectionsMarshal.AsSpan(known.Lengths));
    }

    private static Dictionary<(string, string, long?, int, int), Pauses> PausesOf(IReadOnlyList<EventRow> events)
    {
        Dictionary<(string, string, long?, int, int), Pauses> pauses = [];
        foreach (EventRow row in events)
        {
            if (row.PauseNs <= 0)
            {
                continue;
            }

            (string, string, long?, int, int) key = (row.Config, row.Workload, row.HeapBytes, row.Invocation, row.Iteration);
            if (!pauses.TryGetValue(key, out Pauses? known))
            {
                pauses.Add(key, known = new Pauses());
            }

            known.Starts.Add(row.StartNs);
            known.Lengths.Add(row.PauseNs);
        }

        return pauses;
    }

    private sealed class Pauses
    {
        public List<long> Starts { get; } = [];

        public List<long> Lengths { get; } = [];
    }
}
