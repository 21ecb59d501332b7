using Compare.Harness.Metrics;
using Compare.Harness.Results;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>A row of <c>summary.csv</c> on its way: what it will say, and what it is decided from.</summary>
/// <param name="Row">The row, without its verdict.</param>
/// <param name="Direction">Which way the metric is better.</param>
/// <param name="Comparison">The comparison with the baseline; null for the baseline and where either side has no value.</param>
internal sealed record ComparedRow(SummaryRow Row, MetricDirection Direction, Comparison? Comparison);
