using Compare.Reports.Charts;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>How long clients waited: percentiles of the latencies of requests.</summary>
public sealed class RequestsSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "requests";

    /// <inheritdoc/>
    public string Title => "Requests";

    /// <inheritdoc/>
    public string ShortTitle => "Requests";

    /// <inheritdoc/>
    public int Order => 52;

    /// <inheritdoc/>
    public string WhenEmpty => "No program served requests.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, IReadOnlyList<long> Latencies)> cells =
        [
            .. model.Cells.Select(cell => (cell, Reading.Latencies(model, cell))).Where(pair => pair.Item2.Count > 0),
        ];
        if (cells.Count == 0)
        {
            return null;
        }

        TableView table = new(
            "requests",
            "Requests of all measured iterations, every finished invocation together; "
                + "a percentile needs as many requests as it has nines",
            [
                .. TableView.CellColumns,
                new("arrivals", "Arrivals", IsNumeric: false),
                new("requests", "Requests"),
                new("p50_ns", "Median", Direction: "lower"),
                new("p90_ns", "90 %", Direction: "lower"),
                new("p99_ns", "99 %", Direction: "lower"),
                new("p999_ns", "99.9 %", Direction: "lower"),
                new("max_ns", "Longest", Direction: "lower"),
            ],
            cells.ConvertAll(pair => RowOf(model, pair.Cell, pair.Latencies)));
        return new SectionContent(
            new { Choices = CaseChoice.Of(model, cells.Select(pair => pair.Cell.Case.Index)), TableHtml = table.ToHtml() },
            cells.Select(pair => new
            {
                config = pair.Cell.Config.Index,
                @case = pair.Cell.Case.Index,
                count = pair.Latencies.Count,
                points = Percentiles.Curve(pair.Latencies).Select(point => new[] { point.Nines, point.Value }),
            }));
    }

    private static TableRow RowOf(ReportModel model, ReportCell cell, IReadOnlyList<long> latencies)
    {
        double? At(double share, int least) => latencies.Count >= least ? Percentiles.At(latencies, share) : null;

        return TableRow.Of(
            cell,
            TableCell.Of(model.RequestsOf(cell).Any(row => row.ScheduledNs is not null) ? "scheduled" : "closed loop"),
            TableCell.Count(latencies.Count),
            TableCell.Of(At(0.5, 1), "ns"),
            TableCell.Of(At(0.9, 10), "ns"),
            TableCell.Of(At(0.99, 100), "ns"),
            TableCell.Of(At(0.999, 1000), "ns"),
            TableCell.Of(latencies[^1], "ns"));
    }
}
