using Compare.Harness.Results;
using Compare.Reports.Formatting;

namespace Compare.Reports.Tests.Samples;

/// <summary>Summarises the invocations of a sample: medians, intervals of Student's t on the log scale, ratios.</summary>
internal static class SampleSummary
{
    private static readonly (string Metric, string Unit, Func<InvocationRow, long?> Value)[] s_metrics =
    [
        ("wall_ns", "ns", row => row.WallNs),
        ("cpu_ns", "ns", row => row.CpuNs),
        ("pause_p99_ns", "ns", row => row.PauseP99Ns),
        ("heap_peak_bytes", "bytes", row => row.HeapPeakBytes),
    ];

    public static IReadOnlyList<SummaryRow> Of(List<InvocationRow> rows, string baseline) =>
    [
        .. from cell in rows.GroupBy(row => (row.Engine, row.Config, row.Workload, row.HeapBytes))
           from metric in s_metrics
           select Row(cell.ToList(), metric.Metric, metric.Unit, metric.Value, rows, baseline),
    ];

    private static SummaryRow Row(
        List<InvocationRow> cell,
        string metric,
        string unit,
        Func<InvocationRow, long?> value,
        List<InvocationRow> rows,
        string baseline)
    {
        InvocationRow first = cell[0];
        Estimate? estimate = EstimateOf(cell, value);
        Estimate? other = EstimateOf(
            rows.FindAll(row => row.Config == baseline && row.Workload == first.Workload && row.HeapBytes == first.HeapBytes), value);
        Estimate? ratio = estimate is { } mine && other is { } theirs ? mine.Over(theirs) : null;
        return new SummaryRow
        {
            Engine = first.Engine,
            Config = first.Config,
            Workload = first.Workload,
            HeapBytes = first.HeapBytes,
            Metric = metric,
            Unit = unit,
            Direction = "lower",
            Planned = cell.Count,
            N = cell.Count(row => row.Status == CellStatus.Ok),
            Failed = cell.Count(row => row.Status != CellStatus.Ok),
            Status = cell.Find(row => row.Status != CellStatus.Ok)?.Status ?? CellStatus.Ok,
            Estimate = estimate?.Value,
            Low = estimate?.Low,
            High = estimate?.High,
            IntervalMethod = estimate is { HasInterval: true } ? "t-log" : null,
            Ratio = ratio?.Value,
            RatioLow = ratio?.Low,
            RatioHigh = ratio?.High,
            Baseline = ratio is null ? null : baseline,
        };
    }

    private static Estimate? EstimateOf(List<InvocationRow> cell, Func<InvocationRow, long?> value)
    {
        List<double> logs = [.. cell.Select(value).OfType<long>().Where(item => item > 0).Select(item => Math.Log(item)).Order()];
        if (logs.Count == 0)
        {
            return null;
        }

        double median = Math.Exp((logs[(logs.Count - 1) / 2] + logs[logs.Count / 2]) / 2);
        if (logs.Count < 4)
        {
            return new Estimate(median, Low: null, High: null);
        }

        double mean = logs.Average();
        double deviation = Math.Sqrt(logs.Sum(log => (log - mean) * (log - mean)) / (logs.Count - 1));
        double half = 2.8 * deviation / Math.Sqrt(logs.Count);
        return new Estimate(median, Math.Min(median, Math.Exp(mean - half)), Math.Max(median, Math.Exp(mean + half)));
    }
}
