using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>
/// Derives sentences from the verdicts of the summary. Nothing is decided here: what is called better, worse or equivalent was
/// decided by <see cref="VerdictRule"/>, cell by cell.
/// </summary>
public static class Findings
{
    private const string Wall = Reading.Wall;

    private static readonly string[] s_tags = ["Better", "Worse", "Mixed", "Equivalent", "Inconclusive", "Greyed", "No verdict"];

    /// <summary>Sums up the comparisons with the baseline, or says why there are none; empty when nothing finished.</summary>
    public static string Lead(ReportModel model)
    {
        List<Finding> all = [.. AgainstBaseline(model)];
        if (all.Count == 0)
        {
            return string.Empty;
        }

        if (model.IsGreyed)
        {
            return "The A/A pair differs from itself: no verdict of this run deserves trust.";
        }

        string[] parts =
        [
            .. all.GroupBy(finding => finding.Tag, StringComparer.Ordinal)
                .OrderBy(group => Array.IndexOf(s_tags, group.Key))
                .Select(group => $"{group.Key.ToLowerInvariant()} for {Listed([.. group.Select(finding => finding.Subject)])}"),
        ];
        return $"Over all workloads, in wall time against {model.Baseline!.Name}: {string.Join("; ", parts)}.";
    }

    /// <summary>Counts the verdicts of every config over all workloads, and names the longest pause.</summary>
    public static IReadOnlyList<Finding> Overall(ReportModel model) =>
        [.. AgainstBaseline(model).OrderBy(finding => Array.IndexOf(s_tags, finding.Tag)), .. LongestPause(model)];

    /// <summary>Lists the configs of each workload by their verdict.</summary>
    public static IReadOnlyList<Finding> ByWorkload(ReportModel model) => [.. model.Cases
        .Select(@case => OfCase(model, @case))
        .OfType<Finding>()];

    private static IEnumerable<Finding> AgainstBaseline(ReportModel model)
    {
        if (model.Baseline is not { } baseline)
        {
            yield break;
        }

        foreach (ReportConfig config in model.Configs.Where(config => config != baseline))
        {
            List<ReportCell> cells =
                [.. model.Cases.Select(@case => model.Cell(config, @case)).Where(cell => cell.Ratio(Wall).HasValue)];
            if (Estimate.GeometricMean([.. cells.Select(cell => cell.Ratio(Wall)!.Value)]) is not { } mean)
            {
                continue;
            }

            VerdictTally tally = VerdictTally.Of(cells.Select(cell => cell.Summaries[Wall]));
            string scope = cells.Count == model.Cases.Count
                ? Words.Number(cells.Count, "workload", "workloads")
                : $"{cells.Count} of {model.Cases.Count} workloads";
            string interval = mean.HasInterval
                ? $", 95 % interval {Quantity.RatioInterval(mean.Low!.Value, mean.High!.Value)}"
                : string.Empty;
            string verdicts = tally.Count == 0 ? "has no verdict"
                : model.IsGreyed ? $"would be {tally.Words}"
                : $"is {tally.Words}";
            (string kind, string tag) = Tagged(tally, model.IsGreyed);
            yield return new Finding(
                kind,
                tag,
                config.Name,
                $"{verdicts}; it takes {Quantity.Ratio(mean.Value)} the wall time of "
                    + $"{baseline.Name} ({(cells.Count > 1 ? "geometric mean of " : string.Empty)}{scope}{interval}).");
        }
    }

    private static (string Kind, string Tag) Tagged(VerdictTally tally, bool greyed) => tally switch
    {
        { Count: 0 } => ("open", "No verdict"),
        _ when greyed => ("open", "Greyed"),
        { Shared: Verdict.Better } => ("better", "Better"),
        { Shared: Verdict.Worse } => ("worse", "Worse"),
        { Shared: Verdict.Equivalent } => ("fact", "Equivalent"),
        { Shared: Verdict.Inconclusive } => ("open", "Inconclusive"),
        _ => ("fact", "Mixed"),
    };

    private static Finding? OfCase(ReportModel model, ReportCase @case)
    {
        List<SummaryRow> rows =
        [
            .. model.CellsOf(@case)
                .Select(cell => cell.Summaries.GetValueOrDefault(Wall))
                .OfType<SummaryRow>()
                .Where(row => row.Verdict is not null),
        ];
        if (rows.Count == 0)
        {
            return null;
        }

        string[] parts =
        [
            .. rows.GroupBy(row => row.Verdict!.Value)
                .OrderBy(group => group.Key)
                .Select(group =>
                    $"{Words.Verdict(group.Key)}: {string.Join(", ", group.OrderBy(row => row.Ratio).Select(Described))}"),
        ];
        int decided = rows.Count(row => row.Verdict != Verdict.Inconclusive);
        string text = $"{string.Join("; ", parts)}.";
        return model.IsGreyed
            ? new Finding("open", "Greyed", @case.Label, text)
            : new Finding(decided > 0 ? "fact" : "open", $"{decided} of {rows.Count}", @case.Label, text);
    }

    private static string Described(SummaryRow row)
    {
        string needed = row.InvocationsNeeded is { } n
            ? $", needs about {Words.Number(n, "invocation", "invocations")}"
            : string.Empty;
        return row.Ratio is { } ratio ? $"{row.Config} ({Quantity.Ratio(ratio)}{needed})" : row.Config;
    }

    private static IEnumerable<Finding> LongestPause(ReportModel model)
    {
        (ReportCell Cell, long Pause)? longest = null;
        foreach (ReportCell cell in model.Cells)
        {
            long? pause = cell.Finished.Max(row => row.PauseMaxNs);
            if (pause > (longest?.Pause ?? 0))
            {
                longest = (cell, pause.Value);
            }
        }

        if (longest is { } found)
        {
            yield return new Finding(
                "fact",
                "Longest pause",
                found.Cell.Config.Name,
                $"stood still for {Quantity.Time(found.Pause)} once on {found.Cell.Case.Label}. A maximum is one event, not an estimate.");
        }
    }

    private static string Listed(List<string> names) => names.Count <= 3
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
