using System.Globalization;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>A cell of the matrix of ratios as it is shown.</summary>
/// <param name="ConfigIndex">Config of its column.</param>
/// <param name="Text">The ratio, or a word.</param>
/// <param name="Interval">The 95 % interval, or empty.</param>
/// <param name="Verdict">better, worse, open, plain (no interval), base, failed or missing.</param>
/// <param name="Mark">The verdict as a sign, so that colour never tells alone.</param>
/// <param name="Strength">How far from 1, in steps of 0 to 4.</param>
/// <param name="Raw">The ratio for the CSV.</param>
/// <param name="Note">What else must be known, or empty.</param>
public sealed record RatioCell(
    int ConfigIndex,
    string Text,
    string Interval,
    string Verdict,
    string Mark,
    int Strength,
    string Raw,
    string Note)
{
    /// <summary>Shows a ratio.</summary>
    public static RatioCell Of(ReportConfig config, Estimate ratio, bool isBaseline, bool lowerIsBetter)
    {
        string raw = ratio.Value.ToString("R", CultureInfo.InvariantCulture);
        if (isBaseline)
        {
            return new RatioCell(config.Index, Quantity.Ratio(ratio.Value), string.Empty, "base", string.Empty, 0, raw, string.Empty);
        }

        string verdict = ratio switch
        {
            _ when !ratio.HasInterval => "plain",
            _ when ratio.IsBelow(1) => lowerIsBetter ? "better" : "worse",
            _ when ratio.IsAbove(1) => lowerIsBetter ? "worse" : "better",
            _ => "open",
        };
        return new RatioCell(
            config.Index,
            Quantity.Ratio(ratio.Value),
            ratio.HasInterval ? Quantity.RatioInterval(ratio.Low!.Value, ratio.High!.Value) : string.Empty,
            verdict,
            verdict switch { "better" or "worse" => ratio.Value < 1 ? "▼" : "▲", "open" => "○", _ => string.Empty },
            StrengthOf(ratio.Value),
            raw,
            string.Empty);
    }

    /// <summary>Shows a word in place of a ratio.</summary>
    public static RatioCell Missing(ReportConfig config, string word, bool isFailure) =>
        new(config.Index, word, string.Empty, isFailure ? "failed" : "missing", string.Empty, 0, string.Empty, string.Empty);

    // Steps of the log2 scale: below 1.19, 1.68, 2.83 times, and beyond. The page's script has the same steps.
    private static int StrengthOf(double ratio) => Math.Abs(Math.Log2(ratio)) switch
    {
        < 0.25 => 1,
        < 0.75 => 2,
        < 1.5 => 3,
        _ => 4,
    };
}
