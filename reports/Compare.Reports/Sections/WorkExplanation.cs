using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>The count that changed most among those that went with the time.</summary>
/// <param name="Metric">Name of the count.</param>
/// <param name="Value">The engine's.</param>
/// <param name="Baseline">The baseline's.</param>
internal sealed record WorkExplanation(string Metric, long Value, long Baseline)
{
    // Less than a tenth more or less of something explains no difference worth the name.
    private const double LeastChange = 1.1;

    /// <summary>The ratio; null where the baseline has none.</summary>
    public double? Ratio => Baseline > 0 ? Value / (double)Baseline : null;

    /// <summary>The change in words.</summary>
    public string Text => (Value, Baseline) switch
    {
        (0, _) => $"{Name}: none instead of {Quantity.Count(Baseline)}",
        (_, 0) => $"{Name}: {Quantity.Count(Value)} instead of none",
        _ => $"{Name}: {Quantity.Ratio(Ratio)}, {Quantity.Count(Value)} instead of {Quantity.Count(Baseline)}",
    };

    private string Name => Words.Plain(Metric);

    // One more of each: a count from 0 to 3 is a lesser change than one from 0 to a million.
    private double Change => Math.Abs(Math.Log2((Value + 1d) / (Baseline + 1d)));

    /// <summary>
    /// The same work under one name. Engines write their counts in either order of words: visited_objects, objects_visited.
    /// </summary>
    public static string Canonical(string metric)
    {
        string[] words = metric.Split('_');
        return words is [_, "objects" or "bytes"] ? $"{words[1]}_{words[0]}" : metric;
    }

    /// <summary>Whether the engine's time is known to differ, and is longer; null where it is not.</summary>
    public static bool? IsSlower(ReportCell cell) => cell.Summaries.GetValueOrDefault(Reading.Wall) switch
    {
        { Verdict: Verdict.Equivalent or Verdict.Inconclusive } or { Greyed: true } => null,
        { Ratio: { } ratio } when Math.Max(ratio, 1 / ratio) >= LeastChange => ratio > 1,
        _ => null,
    };

    /// <summary>Looks for the count among those that both engines have.</summary>
    /// <param name="own">Counts of the engine.</param>
    /// <param name="baseline">Counts of the baseline.</param>
    /// <param name="isSlower">Whether the engine takes longer.</param>
    /// <returns>The count, or null when none of them went with the time.</returns>
    public static WorkExplanation? Of(IReadOnlyList<WorkRow> own, IReadOnlyList<WorkRow> baseline, bool isSlower)
    {
        Dictionary<string, long> counts = baseline.Where(row => row.Value >= 0)
            .DistinctBy(row => Canonical(row.Metric), StringComparer.Ordinal)
            .ToDictionary(row => Canonical(row.Metric), row => row.Value!.Value, StringComparer.Ordinal);
        return own.Where(row => row.Value >= 0 && counts.ContainsKey(Canonical(row.Metric)))
            .Select(row => new WorkExplanation(Canonical(row.Metric), row.Value!.Value, counts[Canonical(row.Metric)]))
            .Where(count => count.Value > count.Baseline == isSlower && count.Change >= Math.Log2(LeastChange))
            .MaxBy(count => count.Change);
    }
}
