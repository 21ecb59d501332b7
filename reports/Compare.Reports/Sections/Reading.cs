using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>Readings of the rows that more than one section needs.</summary>
internal static class Reading
{
    /// <summary>Name of the metric that the report speaks of first.</summary>
    public const string Wall = "wall_ns";

    /// <summary>Events of every finished invocation, as the block and the row in it, without those of warm-up.</summary>
    public static IEnumerable<(RowBlock<EventRow> Block, int Row)> MeasuredEvents(ReportModel model, ReportCell cell)
    {
        HashSet<int> finished = [.. cell.Finished.Select(row => row.Invocation)];
        HashSet<(int, int)> warmUp =
            [.. model.IterationsOf(cell).Where(row => !row.Measured).Select(row => (row.Invocation, row.Iteration))];
        foreach (RowBlock<EventRow> block in model.EventsOf(cell).Where(block => finished.Contains(block.Invocation)))
        {
            PackedNumbers iterations = block.Numbers(EventColumns.Iteration);
            for (int row = 0; row < block.Count; row++)
            {
                if (!warmUp.Contains((block.Invocation, (int)iterations[row]!.Value)))
                {
                    yield return (block, row);
                }
            }
        }
    }

    /// <summary>Pauses of the measured iterations of every finished invocation, ns, sorted upwards.</summary>
    public static IReadOnlyList<long> MeasuredPauses(ReportModel model, ReportCell cell)
    {
        List<long> pauses =
        [
            .. MeasuredEvents(model, cell).Select(item => item.Block.Numbers(EventColumns.PauseNs)[item.Row]!.Value)
                .Where(length => length > 0),
        ];
        pauses.Sort();
        return pauses;
    }

    /// <summary>Latencies of the requests of every finished invocation, ns, sorted upwards.</summary>
    public static IReadOnlyList<long> Latencies(ReportModel model, ReportCell cell)
    {
        HashSet<int> finished = [.. cell.Finished.Select(row => row.Invocation)];
        List<long> latencies =
            [.. model.RequestsOf(cell).Where(row => finished.Contains(row.Invocation)).Select(row => row.LatencyNs)];
        latencies.Sort();
        return latencies;
    }

    /// <summary>The summary's estimate where there is one, otherwise the median over finished invocations.</summary>
    public static double? Typical(ReportCell cell, string metric, Func<InvocationRow, long?> value) =>
        cell.Value(metric)?.Value ?? Median(cell.Finished.Select(value).OfType<long>());

    /// <summary>The collector's share of the time that it and the program took together; null where one of them is not known.</summary>
    public static double? CollectorShare(ReportCell cell)
    {
        double? mutator = Typical(cell, "mutator_ns", row => row.MutatorNs);
        double? collector = Typical(cell, "gc_ns", row => row.GcNs);
        return mutator + collector > 0 ? collector / (mutator + collector) : null;
    }

    /// <summary>The median of values, or null when there is none.</summary>
    public static double? Median(IEnumerable<long> values)
    {
        List<long> sorted = [.. values.Order()];
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + (double)sorted[sorted.Count / 2]) / 2;
    }
}
