using Compare.Harness.Matrix;
using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Estimate = Compare.Reports.Formatting.Estimate;

namespace Compare.Reports.Sections;

/// <summary>A row of the summary that has a verdict, read for a sentence.</summary>
/// <param name="Cell">The cell that was judged.</param>
/// <param name="Row">The row.</param>
internal sealed record Judgement(ReportCell Cell, SummaryRow Row)
{
    // What is narrower is the rounding of logarithms.
    private const double Narrowest = 1e-9;

    /// <summary>The judgement of a cell in a metric; null where there is no verdict.</summary>
    public static Judgement? Of(ReportCell cell, SpokenMetric metric) =>
        cell.Summaries.GetValueOrDefault(metric.Metric) is { Verdict: not null } row ? new Judgement(cell, row) : null;

    /// <summary>
    /// Whether a metric tells the same of some cells as the one that it can repeat: the same outcomes, with ratios that are equal
    /// within the tolerance where they say something.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cells">The cells.</param>
    public static bool IsRepeated(SpokenMetric metric, IEnumerable<ReportCell> cells) =>
        SpokenMetric.All.FirstOrDefault(other => other.Metric == metric.Repeats) is { } told
        && cells.All(cell => (Of(cell, metric), Of(cell, told)) switch
        {
            (null, _) => true,
            ({ } one, { } other) => one.Outcome == other.Outcome
                && (one.Outcome == FindingOutcome.Undecided || one.IsAsFarAs(other)),
            _ => false,
        });

    /// <summary>What may be said.</summary>
    public FindingOutcome Outcome => Row.Verdict switch
    {
        Verdict.Equivalent => FindingOutcome.Same,
        Verdict.Inconclusive => FindingOutcome.Undecided,
        _ when IsLess is not { } less || !IntervalAgrees(less)
            || (less == LessIsBetter) != (Row.Verdict == Verdict.Better) => FindingOutcome.Contradicted,
        _ => IsLess == true ? FindingOutcome.Less : FindingOutcome.More,
    };

    /// <summary>better or worse where the verdict says so.</summary>
    public string Kind => Outcome switch
    {
        FindingOutcome.Less or FindingOutcome.More => Row.Verdict == Verdict.Better ? "better" : "worse",
        FindingOutcome.Same => "fact",
        _ => "open",
    };

    /// <summary>The ratio to the baseline where it is one that can be turned over.</summary>
    public Estimate? Ratio => Row.Ratio is { } ratio && IsProper(ratio)
        ? new Estimate(ratio, Row.RatioLow, Row.RatioHigh)
        : null;

    /// <summary>The larger of the ratio and its inverse, its interval turned over along with it; empty without a ratio.</summary>
    public string Factor => Ratio is { } ratio ? FactorOf(ratio) : string.Empty;

    /// <summary>The difference itself, where there is no ratio; empty without one.</summary>
    public string Difference
    {
        get
        {
            if (Row.Shift is not { } shift)
            {
                return string.Empty;
            }

            double[] ends = [.. new[] { Row.ShiftLow, Row.ShiftHigh }.OfType<double>().Select(Math.Abs).Order()];
            string interval = ends is [var low, var high] ? $" [{Quantity.IntervalOfUnit(low, high, Row.Unit)}]" : string.Empty;
            return $"by {Quantity.OfUnit(Math.Abs(shift), Row.Unit)}{interval}";
        }
    }

    /// <summary>The tolerance of an equivalence.</summary>
    public string Margin => $"±{Percentages.Format(Row.Tolerance ?? VerdictRule.DefaultTolerance)}";

    /// <summary>The factor by which a ratio is away from 1, whichever way.</summary>
    public static string FactorOf(Estimate ratio)
    {
        Estimate turned = ratio.Value < 1 ? new Estimate(1 / ratio.Value, 1 / ratio.High, 1 / ratio.Low) : ratio;
        return RatioOf(turned);
    }

    /// <summary>A ratio with its interval; one without width is that of values that are the same in every invocation.</summary>
    public static string RatioOf(Estimate ratio) => Quantity.Ratio(ratio.Value) + (ratio switch
    {
        { Low: { } low, High: { } high } when !IsProper(low) || !IsProper(high) => string.Empty,
        { Low: { } low, High: { } high } when high <= low * (1 + Narrowest) => " [±0]",
        { Low: { } low, High: { } high } => $" [{Quantity.RatioInterval(low, high)}]",
        _ => string.Empty,
    });

    /// <summary>What it takes to decide rows that are not decided.</summary>
    public static string Needed(IReadOnlyCollection<Judgement> open)
    {
        int[] known = [.. open.Select(one => one.Row.InvocationsNeeded).OfType<int>().Order()];
        string unknown = $"not even {Quantity.Count(InvocationPlanner.Most)} invocations are known to decide";
        return known switch
        {
            [] => open.Count == 1 ? unknown + " it" : unknown + " them",
            [var one] when open.Count == 1 => $"about {Words.Number(one, "invocation", "invocations")} would decide",
            _ when known[0] == known[^1] => $"about {Words.Number(known[0], "invocation", "invocations")} would decide"
                + Partly(known.Length, open.Count),
            _ => $"about {Quantity.Count(known[0])} to {Quantity.Count(known[^1])} invocations would decide"
                + Partly(known.Length, open.Count),
        };
    }

    private bool? IsLess => Row.Ratio is { } ratio
        ? IsProper(ratio) && ratio != 1 ? ratio < 1 : null
        : Row.Shift is { } shift && shift != 0 ? shift < 0 : null;

    private bool LessIsBetter => Row.Direction != MetricDirection.Higher.Name();

    private bool IsAsFarAs(Judgement other) => (Ratio, other.Ratio) switch
    {
        ({ } one, { } two) => Math.Abs(Math.Log(one.Value / two.Value))
            <= Math.Log(1 + (Row.Tolerance ?? VerdictRule.DefaultTolerance)),
        (null, null) => Difference == other.Difference,
        _ => false,
    };

    private static bool IsProper(double value) => value > 0 && double.IsFinite(value);

    private static string Partly(int known, int all) => known < all ? $" {known} of them" : string.Empty;

    private bool IntervalAgrees(bool less) => (Row.RatioLow, Row.RatioHigh) is not ({ } low, { } high)
        || Row.Ratio is null
        || (less ? high < 1 : low > 1);
}
