using Compare.Harness.Machine;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What was run, on what, how much of it finished, and what a careful reader should know first.</summary>
public sealed class OverviewSection : IReportSection
{
    private const int MostWarnings = 12;

    /// <inheritdoc/>
    public string Id => "overview";

    /// <inheritdoc/>
    public string Title => "What was run";

    /// <inheritdoc/>
    public string ShortTitle => "Overview";

    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public string WhenEmpty => "The result directory holds no rows.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        ResultSet results = model.Results;
        RunEnvironment environment = results.Environment;
        List<string> warnings = [.. Warnings(model)];
        return new SectionContent(new
        {
            Configs = model.Configs.Select(config => new
            {
                config.Index,
                config.Name,
                KeyHtml = Key.Of(config),
                IsBaseline = config == model.Baseline,
            }).ToList(),
            Cases = model.Cases.Select(@case => new { @case.Index, @case.Label }).ToList(),
            Cells = Quantity.Count(model.Cells.Count(cell => cell.Status is not null)),
            Finished = Finished(results),
            Failures = Failures(results),
            Repetitions = Repetitions(model),
            environment.Processor,
            Cores = Words.Number(environment.Cores, "logical processor", "logical processors"),
            Memory = Quantity.Bytes(environment.MemoryBytes),
            environment.System,
            environment.Runtime,
            Warnings = warnings.Take(MostWarnings).ToList(),
            MoreWarnings = warnings.Count > MostWarnings
                ? $"and {Words.Number(warnings.Count - MostWarnings, "more warning", "more warnings")} in the raw table"
                : string.Empty,
        });
    }

    private static string Finished(ResultSet results)
    {
        int finished = results.Invocations.Count(row => row.Status == CellStatus.Ok);
        int planned = Math.Max(results.PlannedInvocations, results.Invocations.Count);
        return $"{Quantity.Count(finished)} of {Quantity.Count(planned)}";
    }

    private static string Failures(ResultSet results)
    {
        List<string> parts =
        [
            .. results.Invocations.Where(row => row.Status != CellStatus.Ok).GroupBy(row => row.Status)
                .OrderBy(group => group.Key)
                .Select(group => $"{Quantity.Count(group.Count())} {Words.Status(group.Key)}"),
        ];
        int missing = results.PlannedInvocations - results.Invocations.Count;
        if (missing > 0)
        {
            parts.Add($"{Quantity.Count(missing)} not run");
        }

        return string.Join(", ", parts);
    }

    private static string Repetitions(ReportModel model)
    {
        List<int> counts =
            [.. model.Cells.Where(cell => cell.Invocations.Count > 0).Select(cell => cell.Invocations.Count)];
        return counts switch
        {
            [] => "no invocation",
            _ when counts.Min() == counts.Max() => Words.Number(counts[0], "invocation per cell", "invocations per cell"),
            _ => $"{Quantity.Count(counts.Min())} to {Quantity.Count(counts.Max())} invocations per cell",
        };
    }

    private static IEnumerable<string> Warnings(ReportModel model)
    {
        if (model.Baseline is null)
        {
            yield return $"The baseline '{model.Results.Baseline}' is not among the configs that were run: there are no ratios to it.";
        }

        if (model.IsGreyed)
        {
            yield return AaSentence.Of(model.Results.AaPair);
        }

        if (CanaryDrift.Of(model.Results).Verdict is CanaryVerdict.Trend or CanaryVerdict.Step)
        {
            yield return CanarySentence.Of(model.Results);
        }

        if (model.Cells.Any(cell => cell.Status is not null) && model.Cells.All(cell => cell.Finished.Count() < 4))
        {
            yield return "Fewer than 4 invocations per cell: no interval can be given, so no difference is claimed.";
        }

        foreach (string warning in MachineTable.Warnings(model.Results.Machine))
        {
            yield return warning;
        }

        foreach (string warning in model.Results.Environment.Warnings)
        {
            yield return warning;
        }

        foreach (string warning in RunWarnings.Of(model.Results.Invocations))
        {
            yield return warning;
        }
    }
}
