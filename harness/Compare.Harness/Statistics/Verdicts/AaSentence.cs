using System.Globalization;
using Compare.Harness.Results;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>Says what the A/A pair showed, in the same words on the console and in every report.</summary>
public static class AaSentence
{
    private const string Wall = "wall_ns";

    /// <summary>One sentence.</summary>
    /// <param name="rows">Rows of <c>aa.csv</c>.</param>
    public static string Of(IReadOnlyList<SummaryRow> rows) => AaPair.Result(rows) switch
    {
        AaResult.Off => "No A/A pair ran: nothing shows that equal cells were measured as equal.",
        AaResult.Undecided =>
            $"{Subject(rows[0])} ran twice as an A/A pair, but too few invocations finished to compare it with itself.",
        AaResult.Agrees => $"A/A pair: {Subject(rows[0])} ran twice, and "
            + $"no difference from itself was found{Ratios(rows.Where(row => row.Metric == Wall))}.",
        _ => $"A/A pair: {Subject(rows[0])} ran twice and differs from itself{Ratios(Differing(rows))}. All verdicts are greyed: "
            + "this run tells apart what is the same. Quieten the machine (gc-compare doctor) and run again.",
    };

    private static IEnumerable<SummaryRow> Differing(IReadOnlyList<SummaryRow> rows) =>
        rows.Where(row => row.Verdict is Verdict.Better or Verdict.Worse);

    private static string Subject(SummaryRow row) => row.HeapBytes is { } bytes
        ? $"{row.Config} on {row.Workload} with a heap of {Matrix.HeapLimits.Format(bytes)}"
        : $"{row.Config} on {row.Workload}";

    private static string Ratios(IEnumerable<SummaryRow> rows)
    {
        string[] parts = [.. rows.Select(Ratio).OfType<string>()];
        return parts.Length == 0 ? string.Empty : $" ({string.Join("; ", parts)})";
    }

    private static string? Ratio(SummaryRow row) => row switch
    {
        { Ratio: { } ratio, RatioLow: { } low, RatioHigh: { } high } => string.Create(
            CultureInfo.InvariantCulture, $"{row.Metric} {ratio:0.000}×, 95 % interval {low:0.000}–{high:0.000}"),
        { Ratio: { } ratio } => string.Create(CultureInfo.InvariantCulture, $"{row.Metric} {ratio:0.000}×"),
        _ => null,
    };
}
