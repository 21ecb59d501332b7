using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>
/// Derives sentences from the summary. A difference is claimed only where 95 % intervals share no point (or the interval
/// of a ratio leaves out 1); everything else is called inconclusive.
/// </summary>
public static class Findings
{
    private const string Wall = Reading.Wall;

    private static readonly string[] s_tags = ["Faster", "Slower", "Inconclusive", "No interval"];

    /// <summary>Sums up the comparisons with the baseline, or says why there are none; empty when nothing finished.</summary>
    public static string Lead(ReportModel model)
    {
        List<Finding> all = [.. AgainstBaseline(model)];
        if (all.Count == 0)
        {
            return string.Empty;
        }

        string[] parts =
        [
            .. all.GroupBy(finding => finding.Tag, StringComparer.Ordinal)
                .OrderBy(group => Array.IndexOf(s_tags, group.Key))
                .Select(group => $"{group.Key.ToLowerInvariant()} for {Listed([.. group.Select(finding => finding.Subject)])}"),
        ];
        return $"Over all workloads, in wall time against {model.Baseline!.Name}: {string.Join("; ", parts)}.";
    }

    /// <summary>Compares every config with the baseline over all workloads, and names the longest pause.</summary>
    public static IReadOnlyList<Finding> Overall(ReportModel model) =>
        [.. AgainstBaseline(model).OrderBy(finding => Array.IndexOf(s_tags, finding.Tag)), .. LongestPause(model)];

    /// <summary>Names the fastest config of each workload, or says that it cannot be told.</summary>
    public static IReadOnlyList<Finding> ByWorkload(ReportModel model) => [.. Fastest(model)];

    private static IEnumerable<Finding> AgainstBaseline(ReportModel model)
    {
        if (model.Baseline is not { } baseline)
        {
            yield break;
        }

        foreach (ReportConfig config in model.Configs.Where(config => config != baseline))
        {
            List<Estimate> ratios =
                [.. model.Cases.Select(@case => model.Cell(config, @case).Ratio(Wall)).OfType<Estimate>()];
            if (Estimate.GeometricMean(ratios) is not { } mean)
            {
                continue;
            }

            string scope = ratios.Count == model.Cases.Count
                ? Words.Number(ratios.Count, "workload", "workloads")
                : $"{ratios.Count} of {model.Cases.Count} workloads";
            yield return Compared(
                config,
                mean,
                $"takes {Quantity.Ratio(mean.Value)} the wall time of {baseline.Name}",
                ratios.Count > 1 ? "geometric mean of " + scope : scope);
        }
    }

    private static Finding Compared(ReportConfig config, Estimate mean, string claim, string scope)
    {
        if (!mean.HasInterval)
        {
            return new Finding(
                "open",
                "No interval",
                config.Name,
                $"{claim} ({scope}; too few invocations for an interval, so this is not a claim).");
        }

        string interval = $"95 % interval {Quantity.RatioInterval(mean.Low!.Value, mean.High!.Value)}";
        return mean switch
        {
            _ when mean.IsBelow(1) => new Finding("better", "Faster", config.Name, $"{claim} ({interval}; {scope})."),
            _ when mean.IsAbove(1) => new Finding("worse", "Slower", config.Name, $"{claim} ({interval}; {scope})."),
            _ => new Finding("open", "Inconclusive", config.Name, $"{claim} ({interval}, which contains 1; {scope})."),
        };
    }

    private static IEnumerable<Finding> Fastest(ReportModel model)
    {
        foreach (ReportCase @case in model.Cases)
        {
            List<(ReportConfig Config, Estimate Value)> ranked =
            [
                .. model.CellsOf(@case)
                    .Where(cell => cell.Value(Wall).HasValue)
                    .Select(cell => (cell.Config, cell.Value(Wall)!.Value))
                    .OrderBy(pair => pair.Item2.Value),
            ];
            if (ranked.Count < 2 || !ranked.All(pair => pair.Value.HasInterval))
            {
                continue;
            }

            (ReportConfig first, Estimate value) = ranked[0];
            List<string> rivals =
                [.. ranked.Skip(1).Where(pair => !pair.Value.IsApartFrom(value)).Select(pair => pair.Config.Name)];
            yield return rivals.Count == 0
                ? new Finding(
                    "fact",
                    "Fastest",
                    @case.Label,
                    $"{first.Name} with {Described(value)}; the next, {ranked[1].Config.Name}, takes {Described(ranked[1].Value)}.")
                : new Finding(
                    "open",
                    "Inconclusive",
                    @case.Label,
                    $"the fastest cannot be told: the interval of {first.Name} ({Described(value)}) overlaps that of {Listed(rivals)}.");
        }
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

    private static string Described(Estimate value) =>
        $"{Quantity.Time(value.Value)} [{Quantity.IntervalOfUnit(value.Low!.Value, value.High!.Value, "ns")}]";

    private static string Listed(List<string> names) => names.Count <= 3
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
