using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>The exact counts of what each engine did, beside the baseline's.</summary>
public sealed class WorkSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "work";

    /// <inheritdoc/>
    public string Title => "Work vector";

    /// <inheritdoc/>
    public string ShortTitle => "Work";

    /// <inheritdoc/>
    public int Order => 100;

    /// <inheritdoc/>
    public string WhenEmpty => "No counts were collected in this run.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(int Case, (ReportCase Case, TableView Table, bool IsOpen) Card)> tables = [];
        foreach (ReportCase @case in model.Cases)
        {
            List<(ReportConfig Config, List<WorkRow> Rows)> columns =
            [
                .. model.Configs.Select(config => (config, model.WorkOf(model.Cell(config, @case)).ToList()))
                    .Where(pair => pair.Item2.Count > 0),
            ];
            if (columns.Count > 0)
            {
                tables.Add((@case.Index, (@case, Table(model, @case, columns), IsOpen: tables.Count == 0)));
            }
        }

        return tables.Count == 0 ? null : new SectionContent(
            new
            {
                TablesHtml = CaseCards.Html(model, tables, WriteCard),
                Compares = model.Baseline is not null && model.Configs.Count > 1,
                WhyHtml = Why(model)?.ToHtml() ?? string.Empty,
            });
    }

    private static void WriteCard(Markup html, (ReportCase Case, TableView Table, bool IsOpen) card) => html.Add($"""
        <details class="numbers" data-case="{card.Case.Index}"{new RawHtml(card.IsOpen ? " open" : string.Empty)}><summary>{card.Case.Label}</summary>
        {new RawHtml(card.Table.ToHtml())}
        </details>

        """);

    /// <summary>What went with the time of each engine on each workload; null where nothing did.</summary>
    private static TableView? Why(ReportModel model)
    {
        List<TableRow> rows =
        [
            .. from @case in model.Cases
               where model.Baseline is not null
               let baseline = model.WorkOf(model.Cell(model.Baseline!, @case)).ToList()
               where baseline.Count > 0
               from cell in model.CellsOf(@case)
               let own = model.WorkOf(cell).ToList()
               where cell.Config != model.Baseline && own.Count > 0
               let why = WorkExplanation.IsSlower(cell) is { } isSlower ? WorkExplanation.Of(own, baseline, isSlower) : null
               where why is not null
               select TableRow.Of(
                   cell, TableCell.Of(cell.Ratio(Reading.Wall), "ratio"), TableCell.Of(why.Text), TableCell.Ratio(why.Ratio)),
        ];
        return rows.Count == 0 ? null : new TableView(
            "work-why",
            "Why: of the counts that the engine and the baseline both have, the one that changed most in the direction of the time. "
                + "A cell without a row: its time is not shown to differ, or none of the counts went with it",
            [
                .. TableView.CellColumns,
                new("wall_ratio", "Wall time over baseline", Direction: "lower"),
                new("why", "Why", IsNumeric: false),
                new("why_ratio", "Count over baseline"),
            ],
            rows);
    }

    // One row a config and count, so that the filter and the CSV work as for every other table.
    private static TableView Table(ReportModel model, ReportCase @case, List<(ReportConfig Config, List<WorkRow> Rows)> columns)
    {
        List<WorkRow> baseline = columns.Find(pair => pair.Config == model.Baseline).Rows ?? [];
        return new TableView(
            "work-" + @case.Index.ToString(CultureInfo.InvariantCulture),
            $"Counts of one iteration of {@case.Label}; bit-identical for a seed",
            [
                new("metric", "Count", IsNumeric: false),
                new("config", "Engine", IsNumeric: false),
                new("value", "Value"),
                new("unit", "Unit", IsNumeric: false),
                new("ratio", "Over baseline"),
            ],
            [
                .. from metric in columns.SelectMany(pair => pair.Rows).Select(row => row.Metric).Distinct(StringComparer.Ordinal)
                   from pair in columns
                   let row = pair.Rows.Find(row => row.Metric == metric)
                   where row is not null
                   let over = baseline.Find(other => other.Metric == metric)?.Value
                   select new TableRow(
                       pair.Config.Index,
                       @case.Index,
                       [
                           new TableCell(Words.Plain(metric), metric),
                           TableCell.Of(pair.Config),
                           TableCell.Count(row.Value),
                           TableCell.Of(row.Unit),
                           TableCell.Ratio(over > 0 ? row.Value / (double)over : null),
                       ]),
            ]);
    }
}
