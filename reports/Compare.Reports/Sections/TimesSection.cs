using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Wall time of each workload as bars from zero, split into mutator and collector, with intervals.</summary>
public sealed class TimesSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "times";

    /// <inheritdoc/>
    public string Title => "Time per workload";

    /// <inheritdoc/>
    public string ShortTitle => "Time";

    /// <inheritdoc/>
    public int Order => 40;

    /// <inheritdoc/>
    public string WhenEmpty => "No invocation finished, so there are no times.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(int, TimesPanel)> panels = [];
        List<TableRow> rows = [];
        foreach (ReportCase @case in model.Cases)
        {
            List<ReportCell> cells = [.. model.CellsOf(@case)];
            List<double> ends =
                [.. cells.Select(cell => cell.Value(Reading.Wall)).OfType<Estimate>().Select(value => value.High ?? value.Value)];
            if (ends.Count == 0)
            {
                continue;
            }

            panels.Add((@case.Index, new TimesPanel(@case, cells, ends.Max())));
            rows.AddRange(cells.Select(RowOf));
        }

        TableView table = new(
            "times",
            "Time of one run of the workload: median over invocations, 95 % interval in small type",
            [
                .. TableView.CellColumns,
                new("wall_ns", "Wall time", Direction: "lower"),
                new("cpu_ns", "CPU time", Direction: "lower"),
                new("mutator_ns", "Mutator", Direction: "lower"),
                new("gc_ns", "Collector", Direction: "lower"),
                new("gc_share", "Collector share"),
                new("invocations", "Invocations"),
                new("interval_method", "Interval by", IsNumeric: false),
            ],
            rows);
        return panels.Count == 0
            ? null
            : new SectionContent(new { PanelsHtml = CaseCards.Html(model, panels, TimesPanel.Write), TableHtml = table.ToHtml() });
    }

    private static TableRow RowOf(ReportCell cell)
    {
        cell.Summaries.TryGetValue(Reading.Wall, out SummaryRow? summary);
        int finished = cell.Finished.Count();
        return TableRow.Of(
            cell,
            cell.Value(Reading.Wall) is null && cell.Status is not CellStatus.Ok
                ? new TableCell(Words.Status(cell.Status), string.Empty)
                : TableCell.Of(cell.Value(Reading.Wall), "ns"),
            TableCell.Of(Reading.Typical(cell, "cpu_ns", row => row.CpuNs), "ns"),
            TableCell.Of(Reading.Typical(cell, "mutator_ns", row => row.MutatorNs), "ns"),
            TableCell.Of(Reading.Typical(cell, "gc_ns", row => row.GcNs), "ns"),
            new TableCell(
                Quantity.Percent(Reading.CollectorShare(cell)),
                Reading.CollectorShare(cell)?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty),
            new TableCell(
                finished == cell.Invocations.Count ? Quantity.Count(finished) : $"{finished} of {cell.Invocations.Count}",
                finished.ToString(CultureInfo.InvariantCulture),
                Flagged(summary)),
            TableCell.Of(summary?.IntervalMethod));
    }

    // The mark of invocations that the machine disturbed; they are in the numbers all the same.
    private static string Flagged(SummaryRow? summary) =>
        summary?.FlaggedInvocations is { } numbers ? $"⚑ {Quantity.Count(numbers.Split(' ').Length)} disturbed" : string.Empty;
}
