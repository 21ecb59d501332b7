using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;

namespace Compare.Reports.Sections;

/// <summary>One measure of a lesson on one config as it is shown.</summary>
/// <param name="Label">What is measured, in a word.</param>
/// <param name="Verdict">saves, costs, nothing, unclear, open, missing: the class that colours it.</param>
/// <param name="Mark">The verdict as a sign, so that colour never tells alone.</param>
/// <param name="Text">The change in per cent, or a word.</param>
/// <param name="Words">The verdict in words.</param>
/// <param name="Detail">Amounts and interval, for who wants to know.</param>
/// <param name="Bar">Length of the careful version's bar, per cent of the wasteful one's, at most 100; null for none.</param>
public sealed record LessonSaving(
    string Label, string Verdict, string Mark, string Text, string Words, string Detail, string? Bar)
{
    private const double PerCent = 100;
    private const double TenthsPerUnit = 10;

    /// <summary>What is nearer to none or to all than this is written so that it does not read as exactly that.</summary>
    private const double Near = 0.005;

    /// <summary>A ratio from here on is written as one: hundreds of per cent are hard to read.</summary>
    private const double Large = 10;

    /// <summary>An interval narrower than this share of its ratio tells a reader nothing.</summary>
    private const double NarrowInterval = 0.02;

    /// <summary>Shows a measure.</summary>
    /// <param name="label">What is measured, in a word.</param>
    /// <param name="row">Its row, or null.</param>
    /// <param name="unit">Unit of its amounts.</param>
    /// <param name="greyed">True when the A/A pair of the run differs, so that nothing is claimed.</param>
    public static LessonSaving Of(string label, LessonRow? row, string unit, bool greyed)
    {
        if (row?.Ratio is not { } ratio)
        {
            string reason = row is null or { WastefulStatus: CellStatus.Ok, CarefulStatus: CellStatus.Ok }
                ? Quantity.NotAvailable
                : Failure(row);
            return new LessonSaving(label, "missing", string.Empty, reason, string.Empty, string.Empty, Bar: null);
        }

        string verdict = greyed ? LessonVerdict.Open : row.Verdict ?? LessonVerdict.Open;
        (string mark, string words) = verdict switch
        {
            _ when greyed => ("?", "greyed"),
            LessonVerdict.Saves => ("▼", "saves"),
            LessonVerdict.Costs => ("▲", "costs"),
            LessonVerdict.Nothing => ("○", string.Empty),
            LessonVerdict.Unclear => ("○", "saves nothing beyond noise"),
            _ => (string.Empty, "too few to decide"),
        };
        return new LessonSaving(
            label,
            verdict,
            mark,
            verdict == LessonVerdict.Nothing ? "saves nothing" : Change(ratio),
            words,
            Describe(row, unit),
            Math.Min(PerCent, ratio * PerCent).ToString("F1", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a ratio as a change with its sign: "−62 %".</summary>
    /// <param name="ratio">Careful over wasteful.</param>
    public static string Change(double ratio)
    {
        double change = ratio - 1;
        if (ratio >= Large)
        {
            return Quantity.Ratio(ratio);
        }

        string sign = change < 0 ? "−" : "+";
        double share = Math.Abs(change);
        string digits = share switch
        {
            < Near => "0",
            > 1 - Near when change < 0 => (Math.Floor(share * PerCent * TenthsPerUnit) / TenthsPerUnit).ToString("F1", CultureInfo.InvariantCulture),
            _ => (share * PerCent).ToString("F0", CultureInfo.InvariantCulture),
        };
        return (digits == "0" ? "±" : sign) + digits + "\u00A0%";
    }

    private static string Failure(LessonRow row) => row.CarefulStatus == row.WastefulStatus
        ? Formatting.Words.Status(row.WastefulStatus)
        : row.CarefulStatus != CellStatus.Ok
            ? "careful: " + Formatting.Words.Status(row.CarefulStatus)
            : "wasteful: " + Formatting.Words.Status(row.WastefulStatus);

    private static string Describe(LessonRow row, string unit)
    {
        string amounts = $"{Quantity.OfUnit(row.Wasteful, unit)} → {Quantity.OfUnit(row.Careful, unit)}";
        return row is { Ratio: { } ratio, RatioLow: { } low, RatioHigh: { } high } && high - low > NarrowInterval * ratio
            ? $"{amounts} ({Quantity.RatioInterval(low, high)}×)"
            : amounts;
    }
}
