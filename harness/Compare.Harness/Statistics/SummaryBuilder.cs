using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Statistics;

/// <summary>
/// Makes <c>summary.csv</c>: every cell and metric with its estimate, interval, ratio to the baseline and verdict. The
/// comparisons of one metric are one family for the false-discovery rate.
/// </summary>
public static class SummaryBuilder
{
    /// <summary>Summarises the invocations of a run.</summary>
    /// <param name="rows">Rows of <c>invocations.csv</c>.</param>
    /// <param name="iterations">Rows of <c>iterations.csv</c>; without them each invocation counts as one iteration.</param>
    /// <param name="metrics">Metrics to summarise.</param>
    /// <param name="settings">What it is made with.</param>
    public static IReadOnlyList<SummaryRow> Build(
        IReadOnlyList<InvocationRow> rows,
        IReadOnlyList<IterationRow> iterations,
        IReadOnlyList<IMetric> metrics,
        SummarySettings settings)
    {
        Dictionary<(string Config, string Workload, long? Heap), InvocationRow[]> cells = rows
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes))
            .ToDictionary(cell => cell.Key, cell => cell.OrderBy(row => row.Invocation).ToArray());
        SampleReader reader = new(iterations, (ulong)settings.Seed);
        IReadOnlyList<SummaryRow>[] families =
            [.. metrics.AsParallel().AsOrdered().Select(metric => Family(cells, reader, metric, settings))];

        // A cell's metrics stand together.
        return [.. Enumerable.Range(0, cells.Count).SelectMany(cell => families.Select(family => family[cell]))];
    }

    /// <summary>One row with what its verdict will be decided from.</summary>
    /// <param name="cell">Invocations of the cell, at least one.</param>
    /// <param name="sample">Its values, or null.</param>
    /// <param name="reference">Values of the baseline, or null.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="settings">What the summary is made with.</param>
    /// <param name="isBaseline">True for the baseline itself, which is not compared.</param>
    internal static ComparedRow Compared(
        InvocationRow[] cell,
        InvocationSample? sample,
        InvocationSample? reference,
        IMetric metric,
        SummarySettings settings,
        bool isBaseline = false)
    {
        InvocationRow first = cell[0];
        Estimate? estimate = sample is null ? null : MedianEstimator.Of(sample);
        Comparison? comparison = sample is null || reference is null || isBaseline
            ? null
            : Comparison.Of(sample, reference);
        Estimate? ratio = isBaseline && sample is not null ? new Estimate(1, null, null, null) : comparison?.Ratio;
        int[] outliers = Flagged(cell, sample, metric);
        SummaryRow row = new()
        {
            Engine = first.Engine,
            Config = first.Config,
            Workload = first.Workload,
            HeapBytes = first.HeapBytes,
            HeapPoint = first.HeapPoint,
            Metric = metric.Name,
            Unit = metric.Unit,
            Direction = metric.Direction.Name(),
            Planned = settings.Planned,
            N = SampleReader.Known(cell, metric).Length,
            Processes = sample?.Count ?? 0,
            Failed = cell.Count(invocation => invocation.Status != CellStatus.Ok),
            Status = Array.Find(cell, invocation => invocation.Status != CellStatus.Ok)?.Status ?? CellStatus.Ok,
            Estimate = estimate?.Value,
            Low = estimate?.Low,
            High = estimate?.High,
            IntervalMethod = estimate?.Method,
            Ratio = ratio?.Value,
            RatioLow = ratio?.Low,
            RatioHigh = ratio?.High,
            Baseline = settings.Baseline,
            Outliers = sample is null ? null : outliers.Length,
            OutlierInvocations = outliers.Length == 0 ? null : string.Join(' ', outliers),
        };
        return new ComparedRow(row, metric.Direction, comparison);
    }

    private static IReadOnlyList<SummaryRow> Family(
        Dictionary<(string Config, string Workload, long? Heap), InvocationRow[]> cells,
        SampleReader reader,
        IMetric metric,
        SummarySettings settings)
    {
        Dictionary<(string Config, string Workload, long? Heap), InvocationSample?> samples =
            cells.ToDictionary(cell => cell.Key, cell => reader.Of(cell.Value, metric));
        return VerdictFamily.Decide(
            [
                .. cells.Select(cell => Compared(
                    cell.Value,
                    samples[cell.Key],
                    samples.GetValueOrDefault((settings.Baseline, cell.Key.Workload, cell.Key.Heap)),
                    metric,
                    settings,
                    isBaseline: cell.Key.Config == settings.Baseline)),
            ],
            settings.Tolerance);
    }

    private static int[] Flagged(InvocationRow[] cell, InvocationSample? sample, IMetric metric)
    {
        if (sample is null)
        {
            return [];
        }

        int[] numbers =
        [
            .. ByProcess.Group(SampleReader.Known(cell, metric), pair => pair.Row).Select(process => process[0].Row.Invocation),
        ];
        return [.. Outliers.In(sample.Values).Select(i => numbers[i])];
    }
}
