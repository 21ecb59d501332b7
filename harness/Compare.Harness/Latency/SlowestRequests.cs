using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Latency;

/// <summary>Makes <c>slowest.csv</c>: the slowest requests of each cell and the collections that stopped them (methodology 3.5).</summary>
public static class SlowestRequests
{
    /// <summary>Most requests of a cell that are kept.</summary>
    public const int Most = 1000;

    /// <summary>Makes the rows of all cells, slowest first in each.</summary>
    /// <param name="results">A run with its measured rows.</param>
    public static IReadOnlyList<SlowRequestRow> Of(ResultSet results)
    {
        HashSet<(string, string, long?, int)> finished =
            [.. results.Invocations.Where(row => row.Status == CellStatus.Ok).Select(row => KeyOf(row))];
        ILookup<(string, string, long?, int), RowBlock<EventRow>> events = results.Events.Blocks.ToLookup(block => KeyOf(block));
        return
        [
            .. results.Requests.Where(row => finished.Contains(KeyOf(row)))
                .GroupBy(row => (row.Config, row.Workload, row.HeapBytes))
                .SelectMany(cell => RowsOf(cell, events)),
        ];
    }

    private static IEnumerable<SlowRequestRow> RowsOf(
        IEnumerable<RequestRow> cell, ILookup<(string, string, long?, int), RowBlock<EventRow>> events)
    {
        RequestRow[] slowest =
        [
            .. cell.OrderByDescending(row => row.LatencyNs)
                .ThenBy(row => row.Invocation).ThenBy(row => row.Iteration).ThenBy(row => row.Request)
                .Take(Most),
        ];
        Dictionary<int, StopLog> stops = slowest.DistinctBy(row => row.Invocation)
            .ToDictionary(row => row.Invocation, row => new StopLog(events[KeyOf(row)]));
        return slowest.Select((row, place) =>
        {
            (long paused, int pauses, Stop? longest) = stops[row.Invocation].Within(row.ScheduledNs ?? row.BeginNs, row.EndNs);
            return new SlowRequestRow
            {
                Engine = row.Engine,
                Config = row.Config,
                Workload = row.Workload,
                HeapBytes = row.HeapBytes,
                Invocation = row.Invocation,
                Iteration = row.Iteration,
                Request = row.Request,
                Rank = place + 1,
                LatencyNs = row.LatencyNs,
                PausedNs = paused,
                Pauses = pauses,
                Event = longest?.Number,
                Kind = longest?.Kind,
                Cause = longest?.Cause,
            };
        });
    }

    private static (string, string, long?, int) KeyOf(ICellKey row) => (row.Config, row.Workload, row.HeapBytes, row.Invocation);
}
