using Compare.Harness.Results;

namespace Compare.Harness.Statistics;

/// <summary>Geometric means over workloads. A workload that any config did not finish leaves the mean of all configs.</summary>
public static class SuiteMeans
{
    /// <summary>Computes the means of every config, at every heap limit or point of a heap sweep, for one metric.</summary>
    /// <param name="summary">Rows of <c>summary.csv</c>.</param>
    /// <param name="metric">Name of the metric, e.g. <c>wall_ns</c>.</param>
    public static IReadOnlyList<SuiteMean> Of(IEnumerable<SummaryRow> summary, string metric)
    {
        List<SuiteMean> means = [];
        foreach (IGrouping<(decimal? Point, long? Bytes), SummaryRow> heap in summary.Where(row => row.Metric == metric)
            .GroupBy(row => (row.HeapPoint, row.HeapPoint is null ? row.HeapBytes : null)))
        {
            string[] configs = [.. heap.Select(row => row.Config).Distinct(StringComparer.Ordinal)];
            ILookup<string, SummaryRow> byWorkload = heap.ToLookup(row => row.Workload, StringComparer.Ordinal);
            string[] complete = [.. byWorkload
                .Where(workload => workload.Count(row => row is { Ratio: > 0, Status: CellStatus.Ok }) == configs.Length)
                .Select(workload => workload.Key)];
            string[] leftOut = [.. byWorkload.Select(workload => workload.Key).Except(complete, StringComparer.Ordinal)];
            means.AddRange(configs.Select(config =>
                new SuiteMean(config, heap.Key.Bytes, metric, Mean(complete, config, byWorkload), complete, leftOut)
                {
                    HeapPoint = heap.Key.Point,
                }));
        }

        return means;
    }

    private static double? Mean(string[] workloads, string config, ILookup<string, SummaryRow> byWorkload) =>
        workloads.Length == 0
            ? null
            : GeometricMean.Of([.. workloads.Select(workload => byWorkload[workload].First(row => row.Config == config).Ratio!.Value)]);
}
