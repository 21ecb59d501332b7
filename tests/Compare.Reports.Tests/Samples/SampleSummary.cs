using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Reports.Tests.Samples;

/// <summary>Summarises the invocations of a sample as the harness does, in four of its metrics.</summary>
internal static class SampleSummary
{
    private const long Seed = 42;

    private static readonly string[] s_metrics = ["wall_ns", "cpu_ns", "pause_p99_ns", "heap_peak_bytes"];

    private static IReadOnlyList<IMetric> Metrics { get; } =
        [.. s_metrics.Select(name => MetricCatalog.Metrics.Single(metric => metric.Name == name))];

    public static IReadOnlyList<SummaryRow> Of(IReadOnlyList<InvocationRow> rows, string baseline) =>
        SummaryBuilder.Build(rows, [], Metrics, Settings(rows, baseline));

    /// <summary>The pair of the baseline's first cell with the given twin.</summary>
    public static IReadOnlyList<SummaryRow> PairOf(IReadOnlyList<InvocationRow> rows, IReadOnlyList<InvocationRow> twins) =>
        twins.Count == 0 ? [] : AaPair.Compare(twins, rows, ([], []), Metrics, Settings(rows, twins[0].Config));

    private static SummarySettings Settings(IReadOnlyList<InvocationRow> rows, string baseline) =>
        new(baseline, rows.Count, Seed);
}
