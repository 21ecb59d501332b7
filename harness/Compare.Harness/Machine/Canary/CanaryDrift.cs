using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Steadiness;

namespace Compare.Harness.Machine.Canary;

/// <summary>Whether the machine drifted, judged by a cell that is always the same.</summary>
/// <remarks>
/// Two ways to drift are looked for: a trend (Mann-Kendall for whether, Theil-Sen for how much) and steps (changepoints as in
/// <see cref="Changepoints"/>, medians on both sides for how much). Outliers are flagged by their window and left out of the
/// search for
/// steps, as there; the trend's ranks bear them. Either must be unlikely to be chance and change the times by at least half the
/// default
/// tolerance of verdicts: less would change no verdict.
/// </remarks>
/// <param name="Verdict">What was found; of a trend and a step the step, because it makes a trend as well.</param>
/// <param name="Count">Canaries that finished.</param>
/// <param name="Change">
/// Later time over earlier time, less 1: over the whole run for a trend and where nothing was found, over the largest step for
/// a step;
/// null where it was not judged.
/// </param>
/// <param name="PValue">Of the trend; null where it was not judged.</param>
/// <param name="StepBefore">Position in the order of execution of the first canary behind the largest step; null for
/// none.</param>
public sealed record CanaryDrift(CanaryVerdict Verdict, int Count, double? Change, double? PValue, int? StepBefore)
{
    /// <summary>
    /// Largest p-value of a trend. With the steps' own penalty far fewer than one steady run in twenty is called drifting.
    /// </summary>
    public const double TrendLevel = 0.01;

    /// <summary>Least change that counts: half the default tolerance of verdicts.</summary>
    public const double LeastChange = VerdictRule.DefaultTolerance / 2;

    /// <summary>Judges the canaries of a run; those of a run that was merged from several machines show nothing together.</summary>
    /// <param name="results">The run.</param>
    public static CanaryDrift Of(ResultSet results) =>
        results.Canary.Count > 0
        && (results.Environment.Parts ?? []).DistinctBy(part => part.Machine, StringComparer.Ordinal).Skip(1).Any()
            ? new CanaryDrift(CanaryVerdict.SeveralMachines, results.Canary.Count, null, null, null)
            : Of(results.Canary);

    /// <summary>Judges the canaries of one machine.</summary>
    /// <param name="rows">Rows of <c>canary.csv</c>.</param>
    public static CanaryDrift Of(IEnumerable<CanaryRow> rows)
    {
        CanaryRow[] all = [.. rows];
        CanaryRow[] finished =
            [.. all.Where(row => row is { Status: CellStatus.Ok, WallNs: > 0 }).OrderBy(row => row.Order)];
        if (finished.Length < CanaryPlaces.Fewest)
        {
            CanaryVerdict without = all.Length == 0 ? CanaryVerdict.None : CanaryVerdict.TooFew;
            return new CanaryDrift(without, finished.Length, null, null, null);
        }

        double[] wall = Array.ConvertAll(finished, row => (double)row.WallNs!.Value);
        double[] order = Array.ConvertAll(finished, row => (double)row.Order);
        double overall = Trend(order, wall);
        double p = MannKendall.Of(wall).PValue;
        if (LargestStep(wall) is { } step && Math.Abs(step.Change) >= LeastChange)
        {
            return new CanaryDrift(CanaryVerdict.Step, wall.Length, step.Change, p, finished[step.Index].Order);
        }

        bool drifts = p < TrendLevel && Math.Abs(overall) >= LeastChange;
        return new CanaryDrift(drifts ? CanaryVerdict.Trend : CanaryVerdict.Steady, wall.Length, overall, p, null);
    }

    // The line of Theil and Sen goes through the median of position and value; its ends give the change over the run.
    private static double Trend(double[] order, double[] wall)
    {
        double slope = TheilSen.Slope(order, wall) ?? 0;
        double middle = Quantiles.Median(order);
        double median = Quantiles.Median(wall);
        double first = median + (slope * (order[0] - middle));
        double last = median + (slope * (order[^1] - middle));
        return first > 0 ? (last / first) - 1 : 0;
    }

    private static (int Index, double Change)? LargestStep(double[] wall)
    {
        bool[] outliers = OutlierWindow.Of(wall);
        int[] kept = [.. Enumerable.Range(0, wall.Length).Where(i => !outliers[i])];
        double[] clean = Array.ConvertAll(kept, i => wall[i]);
        int[] bounds = [0, .. Changepoints.Of(clean), clean.Length];
        double[] medians = [.. bounds.Zip(bounds.Skip(1), (start, end) => Quantiles.Median(clean.AsSpan(start, end - start)))];
        (int Index, double Change)[] steps =
            [.. Enumerable.Range(1, medians.Length - 1).Select(i => (kept[bounds[i]], (medians[i] / medians[i - 1]) - 1))];
        return steps.Length == 0 ? null : steps.MaxBy(step => Math.Abs(step.Change));
    }
}
