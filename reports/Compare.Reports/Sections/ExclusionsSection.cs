using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>What was run and does not count, with the reason: nothing is left out in silence.</summary>
public sealed class ExclusionsSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "exclusions";

    /// <inheritdoc/>
    public string Title => "What does not count";

    /// <inheritdoc/>
    public string ShortTitle => "Exclusions";

    /// <inheritdoc/>
    public int Order => 115;

    /// <inheritdoc/>
    public string WhenEmpty => "Every iteration of every invocation that was planned counts.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        IReadOnlyList<Exclusion> exclusions = Exclusion.Of(model);
        int missing = Math.Max(0, model.Results.PlannedInvocations - model.Results.Invocations.Count);
        return exclusions.Count == 0 && missing == 0 ? null : new SectionContent(new
        {
            Counted = Words.Number(model.Cells.Sum(cell => cell.Finished.Count()), "invocation", "invocations"),
            Planned = Words.Number(model.Results.PlannedInvocations, "planned one", "planned ones"),
            ReasonsHtml = Reasons(exclusions, missing).ToHtml(),
            EachHtml = exclusions.Count == 0 ? string.Empty : Each(model, exclusions).ToHtml(),
        });
    }

    private static TableView Reasons(IReadOnlyList<Exclusion> exclusions, int missing)
    {
        List<TableRow> rows =
        [
            .. exclusions.GroupBy(exclusion => (exclusion.Reason, exclusion.Fate)).Select(group => new TableRow(
                -1,
                -1,
                [
                    TableCell.Of(group.Key.Reason),
                    Count(group.Count(exclusion => exclusion.Iterations is null)),
                    Count(group.Sum(exclusion => exclusion.Iterations ?? 0)),
                    TableCell.Of(group.Key.Fate),
                ])),
        ];
        if (missing > 0)
        {
            rows.Add(new TableRow(
                -1,
                -1,
                [
                    TableCell.Of("not run"),
                    Count(missing),
                    Count(0),
                    TableCell.Of("The run was stopped before its end; “gc-compare run --resume” continues it"),
                ]));
        }

        return new TableView(
            "exclusions",
            "By reason; a dash: none",
            [
                new("reason", "Reason", IsNumeric: false),
                new("invocations", "Invocations"),
                new("iterations", "Iterations"),
                new("fate", "What becomes of it", IsNumeric: false),
            ],
            rows);
    }

    private static TableCell Count(int count) => count == 0 ? new TableCell("–", "0") : TableCell.Count(count);

    private static TableView Each(ReportModel model, IReadOnlyList<Exclusion> exclusions)
    {
        Dictionary<string, ReportConfig> configs = model.Configs.ToDictionary(config => config.Name, StringComparer.Ordinal);
        Dictionary<(string, long?), ReportCase> cases = model.Cases.ToDictionary(@case => (@case.Workload, @case.HeapBytes));
        return new TableView(
            "exclusions-each",
            "Each of them with its place in the order executed, which counts every process of the run from 0",
            [
                .. TableView.CellColumns,
                new("reason", "Reason", IsNumeric: false),
                new("invocation", "Invocation"),
                new("order", "Order"),
                new("iterations", "Iterations"),
                new("detail", "Recorded", IsNumeric: false),
            ],
            [
                .. from exclusion in exclusions
                   let config = configs.GetValueOrDefault(exclusion.Config)
                   let place = cases.GetValueOrDefault((exclusion.Workload, exclusion.HeapBytes))
                   select new TableRow(
                       config?.Index ?? -1,
                       place?.Index ?? -1,
                       [
                           TableCell.Of(place?.Label ?? exclusion.Workload),
                           config is null ? TableCell.Of(exclusion.Config) : TableCell.Of(config),
                           TableCell.Of(exclusion.Reason),
                           Number(exclusion.Invocation),
                           Number(exclusion.Order),
                           Number(exclusion.Iterations),
                           TableCell.Of(exclusion.Detail),
                       ]),
            ],
            IsSearchable: true);
    }

    private static TableCell Number(int? value) => value is { } number ? TableCell.Count(number) : new TableCell("–", string.Empty);
}
