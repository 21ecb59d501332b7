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

    /// <summary>Derives the sentences, the widest claims first.</summary>
    public static IReadOnlyList<Finding> Of(ReportModel model) =>
        [.. AgainstBaseline(model), .. Fastest(model), .. LongestPause(model)];

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
                : $"{ratios.Count} of {model.Cases.Count} workloads (the others did not finish)";
            string size = $"{Quantity.Ratio(mean.Value)} the wall time of {baseline.Name}, {scope}";
            yield return Compared(config, mean, ratios.Count > 1 ? "geometric mean " + size : size);
        }
    }

    private static Finding Compared(ReportConfig config, Estimate mean, string size)
    {
        if (!mean.HasInterval)
        {
            return new Finding(
                "open",
                "No interval",
                $"{config.Name}: {size}. Without at least 4 invocations on each side this is not a claim.");
        }

        string interval = $"95 % interval {Quantity.RatioInterval(mean.Low!.Value, mean.High!.Value)}";
        return mean switch
        {
            _ when mean.IsBelow(1) => new Finding("better", "Faster", $"{config.Name}: {size} ({interval})."),
            _ when mean.IsAbove(1) => new Finding("worse", "Slower", $"{config.Name}: {size} ({interval})."),
            _ => new Finding("open", "Inconclusive", $"{config.Name}: {size} ({interval}, which contains 1)."),
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
                    $"{@case.Label}: {first.Name} with {Described(value)}; the next, {ranked[1].Config.Name}, "
                    + $"takes {Described(ranked[1].Value)}.")
                : new Finding(
                    "open",
                    "Inconclusive",
                    $"{@case.Label}: the fastest cannot be told; the interval of {first.Name} "
                    + $"({Described(value)}) overlaps that of {Listed(rivals)}.");
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
                "Observed",
                $"The longest pause seen was {Quantity.Time(found.Pause)}: {found.Cell.Config.Name} on "
                + $"{found.Cell.Case.Label}. A maximum is one event, not an estimate.");
        }
    }

    private static string Described(Estimate value) =>
        $"{Quantity.Time(value.Value)} [{Quantity.IntervalOfUnit(value.Low!.Value, value.High!.Value, "ns")}]";

    private static string Listed(List<string> names) => names.Count <= 3
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
