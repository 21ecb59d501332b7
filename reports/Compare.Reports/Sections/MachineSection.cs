using Compare.Harness.Machine;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What else the machine did while it measured, whether it drifted, and what could not be watched.</summary>
public sealed class MachineSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "machine";

    /// <inheritdoc/>
    public string Title => "The machine during the run";

    /// <inheritdoc/>
    public string ShortTitle => "Machine";

    /// <inheritdoc/>
    public int Order => 107;

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public string WhenEmpty => "The machine was not watched.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        ResultSet results = model.Results;
        if (results.Machine.Count == 0)
        {
            return null;
        }

        CanaryRow[] canaries = [.. results.Canary.Where(row => row is { Status: CellStatus.Ok, WallNs: > 0 })];
        return new SectionContent(
            new
            {
                Canary = CanarySentence.Of(results),
                Drifts = CanaryDrift.Of(results).Verdict is CanaryVerdict.Trend or CanaryVerdict.Step,
                HasCanary = canaries.Length > 0,
                CanaryCell = canaries.Length > 0 ? $"{canaries[0].Config} on {canaries[0].Workload}" : string.Empty,
                Flagged = Flagged(results.Machine),
                Warnings = MachineTable.Warnings(results.Machine),
                TableHtml = MachineRows.Table(results.Machine, results.Environment.Cores).ToHtml(),
                CountersHtml = CounterMedians.Table(model)?.ToHtml() ?? string.Empty,
                Missing = Missing(results.Environment.Watched),
            },
            new
            {
                canary = canaries.Select(row => new { order = row.Order, wallNs = row.WallNs, invocation = row.Invocation }),
                processes = results.Machine.Select(row => new
                {
                    order = row.Order,
                    name = $"{row.Config} on {row.Workload}",
                    kind = row.Kind,
                    flags = row.Flags ?? string.Empty,
                    steal = MachineRows.Share(row.StealNs, row),
                    cpu = MachineRows.Share(row.CpuSomeNs, row),
                    memory = MachineRows.Share(row.MemorySomeNs, row),
                    disk = MachineRows.Share(row.DiskSomeNs, row),
                    other = MachineRows.Share(row.OtherCpuNs, row) / results.Environment.Cores,
                }),
            });
    }

    private static string Flagged(IReadOnlyList<MachineRow> rows)
    {
        int flagged = rows.Count(row => row.Flags is not null);
        return flagged == 0
            ? $"None of {Words.Number(rows.Count, "process", "processes")} passed a limit."
            : $"{Quantity.Count(flagged)} of {Words.Number(rows.Count, "process", "processes")} passed a limit; they are "
                + "flagged and part of every number.";
    }

    // Facts with one reason share a line.
    private static List<string> Missing(IReadOnlyList<WatchedFact> facts) =>
    [
        .. facts.Where(fact => !fact.IsAvailable).GroupBy(fact => fact.Reason, StringComparer.Ordinal)
            .Select(reason => $"{string.Join(", ", reason.Select(fact => fact.Name))}: not available, {reason.Key}"),
    ];
}
