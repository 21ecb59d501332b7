using Compare.Reports.Charts;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>How long the mutator stood still: percentiles, histogram and the longest pauses.</summary>
public sealed class PausesSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "pauses";

    /// <inheritdoc/>
    public string Title => "Pauses";

    /// <inheritdoc/>
    public string ShortTitle => "Pauses";

    /// <inheritdoc/>
    public int Order => 50;

    /// <inheritdoc/>
    public string WhenEmpty => "No pause was recorded in a measured iteration.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, IReadOnlyList<long> Pauses)> cells =
        [
            .. model.Cells.Select(cell => (cell, Reading.MeasuredPauses(model, cell))).Where(pair => pair.Item2.Count > 0),
        ];
        if (cells.Count == 0)
        {
            return null;
        }

        TableView table = new(
            "pauses",
            "Pauses of all measured iterations, every finished invocation together; a percentile needs as many pauses as it has nines",
            [
                .. TableView.CellColumns,
                new("pauses", "Pauses"),
                new("p50_ns", "Median", Direction: "lower"),
                new("p90_ns", "90 %", Direction: "lower"),
                new("p99_ns", "99 %", Direction: "lower"),
                new("p999_ns", "99.9 %", Direction: "lower"),
                new("max_ns", "Longest", Direction: "lower"),
                new("total_ns", "Sum", Direction: "lower"),
            ],
            cells.ConvertAll(pair => RowOf(pair.Cell, pair.Pauses)));
        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, cells.Select(pair => pair.Cell.Case.Index)),
                TableHtml = table.ToHtml(),
                WorstHtml = WorstPauses.Table(model).ToHtml(),
            },
            cells.Select(pair =>
            {
                LogHistogram histogram = LogHistogram.Of(pair.Pauses);
                return new
                {
                    config = pair.Cell.Config.Index,
                    @case = pair.Cell.Case.Index,
                    count = pair.Pauses.Count,
                    points = Percentiles.Curve(pair.Pauses).Select(point => new[] { point.Nines, point.Value }),
                    firstBin = histogram.First,
                    bins = histogram.Counts,
                };
            }));
    }

    private static TableRow RowOf(ReportCell cell, IReadOnlyList<long> pauses)
    {
        double? At(double share, int least) => pauses.Count >= least ? Percentiles.At(pauses, share) : null;

        return TableRow.Of(
            cell,
            TableCell.Count(pauses.Count),
            TableCell.Of(At(0.5, 1), "ns"),
            TableCell.Of(At(0.9, 10), "ns"),
            TableCell.Of(At(0.99, 100), "ns"),
            TableCell.Of(At(0.999, 1000), "ns"),
            TableCell.Of(pauses[^1], "ns"),
            TableCell.Of(pauses.Sum(), "ns"));
    }
}
