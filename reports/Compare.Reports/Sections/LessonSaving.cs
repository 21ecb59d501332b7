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
/// <param name="Bar">Length of the bar of the careful version, per cent of the wasteful one's, at most 100; null for none.</param>
public sealed record LessonSaving(
    string Label, string Verdict, string Mark, string Text, string Words, string Detail, string? Bar)
{
    private const double PerCent = 100;

    /// <summary>A saving beyond this is written with a decimal, so that nearly all does not read as all.</summary>
    private const double NearlyAll = 0.005;

    /// <summary>Shows a measure.</summary>
    /// <param name="label">What is measured, in a word.</param>
    /// <param name="row">Its row, or null.</param>
    /// <param name="unit">Unit of its amounts.</param>
    public static LessonSaving Of(string label, LessonRow? row, string unit)
    {
        if (row?.Ratio is not { } ratio)
        {
            string reason = row is null or { WastefulStatus: CellStatus.Ok, CarefulStatus: CellStatus.Ok }
                ? Quantity.NotAvailable
                : Failure(row);
            return new LessonSaving(label, "missing", string.Empty, reason, string.Empty, string.Empty, Bar: null);
        }

        (string mark, string words) = row.Verdict switch
        {
            LessonVerdict.Saves => ("▼", "saves"),
            LessonVerdict.Costs => ("▲", "costs"),
            LessonVerdict.Nothing => ("○", "saves nothing"),
            LessonVerdict.Unclear => ("○", "saves nothing beyond noise"),
            _ => (string.Empty, "no interval"),
        };
        return new LessonSaving(
            label,
            row.Verdict ?? LessonVerdict.Open,
            mark,
            Change(ratio),
            words,
            Describe(row, unit),
            Math.Min(PerCent, ratio * PerCent).ToString("F1", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a ratio as a change with its sign: "−62 %".</summary>
    /// <param name="ratio">Careful over wasteful.</param>
    public static string Change(double ratio)
    {
        double change = ratio - 1;
        if (ratio >= 10)
        {
            return Quantity.Ratio(ratio);
        }

        string sign = change < 0 ? "−" : "+";
        double share = Math.Abs(change);
        string digits = share switch
        {
            < NearlyAll => "0",
            > 1 - NearlyAll when change < 0 => ">99",
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
        return row is { RatioLow: { } low, RatioHigh: { } high } && low < high
            ? $"{amounts}; 95 % interval {Quantity.RatioInterval(low, high)}"
            : amounts;
    }
}
