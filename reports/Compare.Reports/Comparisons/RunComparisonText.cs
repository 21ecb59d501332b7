using Compare.Harness.Results;
using Compare.Harness.RunComparisons;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;

namespace Compare.Reports.Comparisons;

/// <summary>The words of a comparison of two runs, the same on the console and in a pull request.</summary>
public static class RunComparisonText
{
    private const string NotKnown = "not known";

    /// <summary>
    /// The verdicts that are worth a line: all of wall time, and of other metrics those that are better or worse.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    public static IReadOnlyList<CellVerdict> Lines(RunComparison comparison) =>
    [
        .. comparison.Verdicts.Where(verdict =>
            verdict.Metric == RunComparer.Time || verdict.Verdict is Verdict.Better or Verdict.Worse),
    ];

    /// <summary>How often each verdict was given in each metric: "wall_ns", "worse on 1, equivalent on 3".</summary>
    /// <param name="comparison">The comparison.</param>
    public static IEnumerable<(string Metric, string Words)> Tallies(RunComparison comparison) => comparison.Verdicts
        .GroupBy(verdict => verdict.Metric, StringComparer.Ordinal)
        .Select(metric => (
            metric.Key,
            new VerdictTally(
                metric.Count(verdict => verdict.Verdict == Verdict.Better),
                metric.Count(verdict => verdict.Verdict == Verdict.Worse),
                metric.Count(verdict => verdict.Verdict == Verdict.Equivalent),
                metric.Count(verdict => verdict.Verdict == Verdict.Inconclusive)).Words));

    /// <summary>What the ratios and verdicts are.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Caption(RunComparison comparison) =>
        $"Ratio: new over base, 95 % interval in brackets; equivalent within ±{Quantity.Percent(comparison.Tolerance)}. "
        + $"{Words.Number(comparison.Verdicts.Count, "comparison", "comparisons")}; those of values that vary are one family, "
        + $"false-discovery rate {Quantity.Percent(VerdictRule.FalseDiscoveryRate)}. "
        + "The runs were made one after the other: how the machine changed between them is in no interval.";

    /// <summary>Ratio and interval.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Ratio(CellVerdict verdict) => verdict switch
    {
        { RatioLow: { } low, RatioHigh: { } high } => $"{Quantity.Ratio(verdict.Ratio)} [{Quantity.RatioInterval(low, high)}]",
        _ => Quantity.Ratio(verdict.Ratio),
    };

    /// <summary>The verdict in words, with the invocations that would decide.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="greyed">True when it is not to be trusted.</param>
    public static string Judgement(CellVerdict verdict, bool greyed)
    {
        string needed = verdict.InvocationsNeeded is { } n ? $" (n ≈ {Quantity.Count(n)})" : string.Empty;
        string word = Words.Verdict(verdict.Verdict) + needed;
        return greyed ? $"greyed: {word}" : word;
    }

    /// <summary>One difference of the surroundings.</summary>
    /// <param name="difference">The difference.</param>
    public static string Of(RunDifference difference) =>
        $"{difference.Name}: {difference.Base ?? NotKnown} → {difference.New ?? NotKnown}"
        + (difference.Kind == RunDifferenceKind.Shown ? string.Empty : " (forbids a comparison; asked for)");

    /// <summary>One cell that ended well in one run only.</summary>
    /// <param name="fate">The cell.</param>
    public static string Of(CellFate fate) =>
        $"{fate.Cell}: {Words.Status(fate.Base)} → {Words.Status(fate.New)}"
        + (fate.Reason is { } reason ? $" ({(fate.New == CellStatus.Ok ? "before: " : string.Empty)}{reason.TrimEnd('.')})" : string.Empty);

    /// <summary>One cell whose program gave another answer.</summary>
    /// <param name="answer">The cell.</param>
    public static string Of(AnswerChange answer) =>
        $"{answer.Cell}: the answer was {answer.Base} and is {answer.New}; the programs are not the same, or one is wrong. Not compared.";

    /// <summary>One cell whose work changed, with the count that explains the time.</summary>
    /// <param name="change">The cell.</param>
    public static string Of(WorkChange change) =>
        $"{change.Cell}: {Quantity.Count(change.Changes.Count)} of {Words.Number(change.Counts, "count", "counts")} changed; {Why(change)}";

    /// <summary>One count that changed.</summary>
    /// <param name="change">The count.</param>
    public static string Of(CountChange change)
    {
        string relative = change.Relative is { } share
            ? $" ({(share > 0 ? "+" : "−")}{Quantity.Percent(Math.Abs(share))})"
            : string.Empty;
        return $"{change.Count} {Number(change.Base)} → {Number(change.New)} {change.Unit}{relative}";
    }

    private static string Why(WorkChange change) => change switch
    {
        { Explanation: { } count, TimeIsDecided: true } => $"wall time {Quantity.Ratio(change.TimeRatio)}, explained by {Of(count)}",
        { Explanation: { } count } => $"wall time {Quantity.Ratio(change.TimeRatio)}, not decided; in its direction {Of(count)}",
        { TimeRatio: { } ratio } => $"wall time {Quantity.Ratio(ratio)}, which no count explains; largest: {Of(change.Changes[0])}",
        _ => $"wall time not known; largest: {Of(change.Changes[0])}",
    };

    private static string Number(long? count) => count is { } known ? Quantity.Count(known) : "not counted";
}
