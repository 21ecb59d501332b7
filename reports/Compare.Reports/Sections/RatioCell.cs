using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>A cell of the matrix of ratios as it is shown.</summary>
/// <param name="ConfigIndex">Config of its column.</param>
/// <param name="Text">The ratio, or a word.</param>
/// <param name="Interval">The 95 % interval, or empty.</param>
/// <param name="Verdict">better, worse, equivalent, open (inconclusive), greyed, plain (none), base, failed or missing.</param>
/// <param name="Mark">The verdict as a sign, so that colour never tells alone.</param>
/// <param name="Strength">How far from 1, in steps of 0 to 4.</param>
/// <param name="Raw">The ratio for the CSV.</param>
/// <param name="Needed">Invocations that would decide an inconclusive cell, or empty.</param>
/// <param name="Note">What else must be known, or empty.</param>
public sealed record RatioCell(
    int ConfigIndex,
    string Text,
    string Interval,
    string Verdict,
    string Mark,
    int Strength,
    string Raw,
    string Needed,
    string Note)
{
    /// <summary>Shows a ratio, with the verdict of its row in the summary.</summary>
    /// <param name="config">Config of the column.</param>
    /// <param name="ratio">The ratio.</param>
    /// <param name="row">Its row; null for a mean, which has no verdict.</param>
    /// <param name="isBaseline">Whether the column is the baseline's.</param>
    public static RatioCell Of(ReportConfig config, Estimate ratio, SummaryRow? row, bool isBaseline)
    {
        string raw = ratio.Value.ToString("R", CultureInfo.InvariantCulture);
        if (isBaseline)
        {
            return Plain(config, Quantity.Ratio(ratio.Value), "base") with { Raw = raw };
        }

        bool greyed = row?.Greyed == true;
        return new RatioCell(
            config.Index,
            Quantity.Ratio(ratio.Value),
            ratio.HasInterval ? Quantity.RatioInterval(ratio.Low!.Value, ratio.High!.Value) : string.Empty,
            Class(row?.Verdict, greyed),
            Words.Mark(row?.Verdict, ratio.Value < 1, greyed),
            StrengthOf(ratio.Value),
            raw,
            row?.InvocationsNeeded is { } needed ? $"n ≈ {Quantity.Count(needed)}" : string.Empty,
            string.Empty);
    }

    /// <summary>Shows a word in place of a ratio.</summary>
    public static RatioCell Missing(ReportConfig config, string word, bool isFailure) =>
        Plain(config, word, isFailure ? "failed" : "missing");

    private static RatioCell Plain(ReportConfig config, string text, string verdict) =>
        new(config.Index, text, string.Empty, verdict, string.Empty, 0, string.Empty, string.Empty, string.Empty);

    private static string Class(Harness.Statistics.Verdicts.Verdict? verdict, bool greyed) => verdict switch
    {
        null => "plain",
        _ when greyed => "greyed",
        Harness.Statistics.Verdicts.Verdict.Inconclusive => "open",
        _ => Words.Verdict(verdict),
    };

    // Steps of the log2 scale: below 1.19, 1.68, 2.83 times, and beyond. The page's script has the same steps.
    private static int StrengthOf(double ratio) => Math.Abs(Math.Log2(ratio)) switch
    {
        < 0.25 => 1,
        < 0.75 => 2,
        < 1.5 => 3,
        _ => 4,
    };
}
