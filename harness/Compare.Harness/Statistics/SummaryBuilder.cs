using Compare.Harness.Metrics;
using Compare.Harness.Results;

namespace Compare.Harness.Statistics;

/// <summary>Makes <c>summary.csv</c>: every cell and metric with its estimate, interval and ratio to the baseline.</summary>
public static class SummaryBuilder
{
    /// <summary>Summarises the invocations of a run.</summary>
    /// <param name="rows">Rows of <c>invocations.csv</c>.</param>
    /// <param name="metrics">Metrics to summarise.</param>
    /// <param name="baseline">Config that ratios are against.</param>
    /// <param name="planned">Invocations planned per cell.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static IReadOnlyList<SummaryRow> Build(
        IReadOnlyList<InvocationRow> rows, IReadOnlyList<IMetric> metrics, string baseline, int planned, long seed)
    {
        Dictionary<(string Config, string Workload, long? Heap), InvocationRow[]> cells = rows
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes))
            .ToDictionary(cell => cell.Key, cell => cell.OrderBy(row => row.Invocation).ToArray());
        List<SummaryRow> summary = new(cells.Count * metrics.Count);
        foreach (((_, string workload, long? heap), InvocationRow[] cell) in cells)
        {
            InvocationRow[] reference = cells.GetValueOrDefault((baseline, workload, heap), []);
            summary.AddRange(metrics.Select(metric => Row(cell, reference, metric, baseline, planned, seed)));
        }

        return summary;
    }

    private static SummaryRow Row(
        InvocationRow[] cell, InvocationRow[] reference, IMetric metric, string baseline, int planned, long seed)
    {
        InvocationRow first = cell[0];
        double[] values = Values(cell, metric);
        double[] baselineValues = Values(reference, metric);
        ulong stream = SeedOf(seed, first, metric);
        Estimate? estimate = values.Length == 0 ? null : MedianEstimator.Of(values, stream);
        Estimate? ratio = values.Length == 0 || baselineValues.Length == 0
            ? null
            : first.Config == baseline
                ? new Estimate(1, null, null, null)
                : RatioEstimator.Of(values, baselineValues, stream);
        return new SummaryRow
        {
            Engine = first.Engine,
            Config = first.Config,
            Workload = first.Workload,
            HeapBytes = first.HeapBytes,
            Metric = metric.Name,
            Unit = metric.Unit,
            Direction = metric.Direction.Name(),
            Planned = planned,
            N = values.Length,
            Failed = cell.Count(row => row.Status != CellStatus.Ok),
            Status = Array.Find(cell, row => row.Status != CellStatus.Ok)?.Status ?? CellStatus.Ok,
            Estimate = estimate?.Value,
            Low = estimate?.Low,
            High = estimate?.High,
            IntervalMethod = estimate?.Method,
            Ratio = ratio?.Value,
            RatioLow = ratio?.Low,
            RatioHigh = ratio?.High,
            Baseline = baseline,
        };
    }

    private static double[] Values(InvocationRow[] cell, IMetric metric) =>
        [.. cell.Where(row => row.Status == CellStatus.Ok).Select(metric.Value).OfType<double>()];

    // Each interval draws from a stream of its own, so that adding a cell or a metric leaves the others as they are.
    private static ulong SeedOf(long seed, InvocationRow row, IMetric metric) =>
        (ulong)seed ^ StableHash.Of($"{row.Config}\n{row.Workload}\n{row.HeapBytes}\n{metric.Name}");
}
