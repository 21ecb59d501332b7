using Compare.Harness.Metrics;
using Compare.Harness.Results;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>
/// The A/A pair: one cell of the baseline that ran twice, as two cells of which each is placed at random (methodology
/// 3.12). When the two differ, the machine or the method tells things apart that are the same, and no verdict of the
/// run deserves trust.
/// </summary>
/// <remarks>
/// Decided by the rule that decides everything else. All metrics of the pair are one family, so that an honest pair is
/// called different in at most 5 % of all runs. A metric whose values are all the same cannot differ and is no member of it.
/// </remarks>
public static class AaPair
{
    /// <summary>Compares the twin with the cell that it is a twin of.</summary>
    /// <param name="twins">Rows of the twin.</param>
    /// <param name="invocations">Rows of <c>invocations.csv</c>.</param>
    /// <param name="iterations">Rows of <c>iterations.csv</c> and of the twin.</param>
    /// <param name="metrics">Metrics to compare.</param>
    /// <param name="settings">What the summary is made with.</param>
    /// <returns>One row per metric; none without a twin.</returns>
    public static IReadOnlyList<SummaryRow> Compare(
        IReadOnlyList<InvocationRow> twins,
        IReadOnlyList<InvocationRow> invocations,
        (IReadOnlyList<IterationRow> Own, IReadOnlyList<IterationRow> Twin) iterations,
        IReadOnlyList<IMetric> metrics,
        SummarySettings settings)
    {
        if (twins.Count == 0)
        {
            return [];
        }

        InvocationRow first = twins[0];
        InvocationRow[] own =
        [
            .. invocations.Where(row =>
                row.Config == first.Config && row.Workload == first.Workload && row.HeapBytes == first.HeapBytes),
        ];
        SampleReader twin = new(iterations.Twin, ~(ulong)settings.Seed);
        SampleReader cell = new(iterations.Own, (ulong)settings.Seed);
        return VerdictFamily.DecideThoseThatCanDiffer(
            [
                .. metrics.Select(metric => SummaryBuilder.Compared(
                    [.. twins], twin.Of(twins, metric), cell.Of(own, metric), metric, settings)),
            ],
            settings.Tolerance);
    }

    /// <summary>Says what the pair showed.</summary>
    /// <param name="rows">Rows of <see cref="Compare"/>.</param>
    public static AaResult Result(IReadOnlyList<SummaryRow> rows) => rows switch
    {
        [] => AaResult.Off,
        _ when rows.Any(row => row.Verdict is Verdict.Better or Verdict.Worse) => AaResult.Differs,
        _ when rows.All(row => row.PValue is null) => AaResult.Undecided,
        _ => AaResult.Agrees,
    };

    /// <summary>Marks every verdict as not to be trusted when the pair differs.</summary>
    /// <param name="summary">Rows of <c>summary.csv</c>.</param>
    /// <param name="pair">Rows of <see cref="Compare"/>.</param>
    public static IReadOnlyList<SummaryRow> Grey(IReadOnlyList<SummaryRow> summary, IReadOnlyList<SummaryRow> pair) =>
        Result(pair) == AaResult.Differs
            ? [.. summary.Select(row => row.Verdict is null ? row : row with { Greyed = true })]
            : summary;
}
