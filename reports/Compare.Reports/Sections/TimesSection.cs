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
        List<(int, object)> panels = [];
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

            panels.Add((@case.Index, new { @case.Index, @case.Label, Bars = cells.ConvertAll(cell => BarOf(cell, ends.Max())) }));
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
            : new SectionContent(new { PanelsHtml = CaseCards.Html(model, "times-panel", panels), TableHtml = table.ToHtml() });
    }

    private static object BarOf(ReportCell cell, double end)
    {
        Estimate? wall = cell.Value(Reading.Wall);
        double? share = CollectorShare(cell);
        double length = (wall?.Value ?? 0) / end;
        return new
        {
            ConfigIndex = cell.Config.Index,
            cell.Config.Name,
            cell.Config.Style.Hue,
            KeyHtml = Key.Of(cell.Config),
            HasValue = wall.HasValue,
            IsNeutral = cell.Status is null or CellStatus.Ok or CellStatus.NotApplicable,
            Value = wall is { } value ? Quantity.Time(value.Value) : Words.Status(cell.Status),
            Interval = wall is { HasInterval: true } known
                ? Quantity.IntervalOfUnit(known.Low!.Value, known.High!.Value, "ns")
                : string.Empty,
            Share = share is null ? string.Empty : $"{Quantity.Percent(share)} collector",
            Mutator = Css(length * (1 - (share ?? 0))),
            Collector = Css(length * (share ?? 0)),
            HasInterval = wall is { HasInterval: true },
            From = Css((wall?.Low ?? 0) / end),
            Width = Css(((wall?.High ?? 0) - (wall?.Low ?? 0)) / end),
        };
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
                Quantity.Percent(CollectorShare(cell)),
                CollectorShare(cell)?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty),
            new TableCell(
                finished == cell.Invocations.Count ? Quantity.Count(finished) : $"{finished} of {cell.Invocations.Count}",
                finished.ToString(CultureInfo.InvariantCulture),
                Flagged(summary)),
            TableCell.Of(summary?.IntervalMethod));
    }

    // The mark of invocations that the machine disturbed; they are in the numbers all the same.
    private static string Flagged(SummaryRow? summary) =>
        summary?.FlaggedInvocations is { } numbers ? $"⚑ {Quantity.Count(numbers.Split(' ').Length)} disturbed" : string.Empty;

    private static double? CollectorShare(ReportCell cell)
    {
        double? mutator = Reading.Typical(cell, "mutator_ns", row => row.MutatorNs);
        double? collector = Reading.Typical(cell, "gc_ns", row => row.GcNs);
        return mutator + collector > 0 ? collector / (mutator + collector) : null;
    }

    private static string Css(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
