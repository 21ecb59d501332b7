using System.Globalization;
using Compare.Harness.Matrix;
using Compare.Harness.RunComparisons;

namespace Compare.Cli.Views;

/// <summary>What the gates of a matrix found, cell by cell.</summary>
internal static class MatrixGateView
{
    /// <summary>Prints what a gate stopped at; nothing where there is no gate or it found nothing.</summary>
    public static void Show(ConsoleView view, MatrixGateResult? result)
    {
        if (result is null)
        {
            return;
        }

        foreach ((CellKey cell, CountChange change) in result.Counts)
        {
            view.Error($"gate: {cell}: {change.Count} {Count(change.Base)} -> {Count(change.New)} {change.Unit}");
        }

        foreach (CellVerdict verdict in result.Worse)
        {
            string ratio = verdict is { Ratio: { } value, RatioLow: { } low, RatioHigh: { } high }
                ? string.Create(CultureInfo.InvariantCulture, $"{value:0.000} [{low:0.000}, {high:0.000}] of the base")
                : "worse, without a ratio";
            view.Error($"gate: {verdict.Cell}: {verdict.Metric} {ratio}, beyond {Percentages.Format(result.Stat!.WorseThan)}");
        }
    }

    private static string Count(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "not available";
}
