using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Every iteration of every invocation, so that a reader can judge whether measuring began too early.</summary>
public sealed class WarmUpSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "warm-up";

    /// <inheritdoc/>
    public string Title => "Warm-up";

    /// <inheritdoc/>
    public string ShortTitle => "Warm-up";

    /// <inheritdoc/>
    public int Order => 90;

    /// <inheritdoc/>
    public string WhenEmpty => "No iteration was recorded.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, int Invocation, List<IterationRow> Rows)> series =
        [
            .. from cell in model.Cells
               from rows in model.IterationsOf(cell).GroupBy(row => row.Invocation).OrderBy(rows => rows.Key)
               select (cell, rows.Key, rows.OrderBy(row => row.Iteration).ToList()),
        ];
        if (series.Count == 0)
        {
            return null;
        }

        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, series.Select(item => item.Cell.Case.Index)),
                TableHtml = Table(series).ToHtml(),
                SteadinessHtml = Steadiness.Table(model)?.ToHtml() ?? string.Empty,
            },
            series.Select(item => new
            {
                config = item.Cell.Config.Index,
                @case = item.Cell.Case.Index,
                invocation = item.Invocation,
                iteration = item.Rows.Select(row => row.Iteration),
                wallNs = item.Rows.Select(row => row.WallNs),
                warmUp = item.Rows.Count(row => !row.Measured),
            }));
    }

    private static TableView Table(List<(ReportCell Cell, int Invocation, List<IterationRow> Rows)> series) => new(
        "warm-up",
        "First iteration against the measured ones; "
            + "the spread is the longest over the shortest measured iteration of one invocation",
        [
            .. TableView.CellColumns,
            new("warm_up_iterations", "Warm-up iterations"),
            new("measured_iterations", "Measured iterations"),
            new("first_ns", "First iteration"),
            new("measured_ns", "Measured, median", Direction: "lower"),
            new("first_over_measured", "First over measured"),
            new("spread", "Widest spread", Direction: "lower"),
        ],
        [.. series.GroupBy(item => item.Cell).Select(group => RowOf(group.Key, [.. group.Select(item => item.Rows)]))]);

    private static TableRow RowOf(ReportCell cell, List<List<IterationRow>> invocations)
    {
        double? first = Reading.Median(invocations.Where(rows => !rows[0].Measured).Select(rows => rows[0].WallNs));
        double? measured =
            Reading.Median(invocations.SelectMany(rows => rows).Where(row => row.Measured).Select(row => row.WallNs));
        double? spread = invocations.Max(Spread);
        return TableRow.Of(
            cell,
            Range(invocations.ConvertAll(rows => rows.Count(row => !row.Measured))),
            Range(invocations.ConvertAll(rows => rows.Count(row => row.Measured))),
            TableCell.Of(first, "ns"),
            TableCell.Of(measured, "ns"),
            TableCell.Ratio(measured > 0 ? first / measured : null),
            TableCell.Ratio(spread));
    }

    private static double? Spread(List<IterationRow> rows)
    {
        List<long> measured = [.. rows.Where(row => row.Measured && row.WallNs > 0).Select(row => row.WallNs)];
        return measured.Count < 2 ? null : measured.Max() / (double)measured.Min();
    }

    private static TableCell Range(List<int> counts) => new(
        counts.Min() == counts.Max()
            ? Quantity.Count(counts[0])
            : $"{Quantity.Count(counts.Min())}–{Quantity.Count(counts.Max())}",
        counts.Max().ToString(CultureInfo.InvariantCulture));
}
