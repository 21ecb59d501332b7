using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>
/// How much of any stretch of time a program is sure to have for itself: minimum and bounded mutator utilisation.
/// </summary>
public sealed class UtilizationSection : IReportSection
{
    private const long Millisecond = 1_000_000;

    /// <inheritdoc/>
    public string Id => "utilization";

    /// <inheritdoc/>
    public string Title => "Mutator utilisation";

    /// <inheritdoc/>
    public string ShortTitle => "Utilisation";

    /// <inheritdoc/>
    public int Order => 55;

    /// <inheritdoc/>
    public string WhenEmpty => "No iteration with all of its pauses was recorded.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, List<UtilizationRow> Rows)> cells =
        [
            .. model.Cells.Select(cell => (cell, model.UtilizationOf(cell).ToList())).Where(pair => pair.Item2.Count > 0),
        ];
        if (cells.Count == 0)
        {
            return null;
        }

        return new SectionContent(
            new { Choices = CaseChoice.Of(model, cells.Select(pair => pair.Cell.Case.Index)), TableHtml = Table(cells).ToHtml() },
            cells.Select(pair => new
            {
                config = pair.Cell.Config.Index,
                @case = pair.Cell.Case.Index,
                longestPauseNs = LongestPause(pair.Rows),
                windowNs = pair.Rows.Select(row => row.WindowNs),
                mmu = pair.Rows.Select(row => row.Mmu),
                bmu = pair.Rows.Select(row => row.Bmu),
            }));
    }

    private static TableView Table(List<(ReportCell Cell, List<UtilizationRow> Rows)> cells) => new(
        "utilization",
        "Utilisation of windows of 1, 10 and 100 ms and of the shortest run, "
            + "in all measured iterations of all finished invocations; "
            + "p1: one window in a hundred has no more",
        [
            .. TableView.CellColumns,
            new("longest_pause_ns", "Longest window without progress", Direction: "lower"),
            new("mmu_1ms", "MMU 1 ms", Direction: "higher"),
            new("bmu_1ms", "BMU 1 ms", Direction: "higher"),
            new("mmu_10ms", "MMU 10 ms", Direction: "higher"),
            new("bmu_10ms", "BMU 10 ms", Direction: "higher"),
            new("p1_10ms", "p1 10 ms", Direction: "higher"),
            new("mmu_100ms", "MMU 100 ms", Direction: "higher"),
            new("bmu_100ms", "BMU 100 ms", Direction: "higher"),
            new("mmu_run", "Shortest run", Direction: "higher"),
            new("runs", "Iterations"),
        ],
        cells.ConvertAll(pair => RowOf(pair.Cell, pair.Rows)));

    private static TableRow RowOf(ReportCell cell, List<UtilizationRow> rows)
    {
        UtilizationRow? one = At(rows, Millisecond);
        UtilizationRow? ten = At(rows, 10 * Millisecond);
        UtilizationRow? hundred = At(rows, 100 * Millisecond);
        return TableRow.Of(
            cell,
            TableCell.Of(LongestPause(rows), "ns"),
            Share(one?.Mmu),
            Share(one?.Bmu),
            Share(ten?.Mmu),
            Share(ten?.Bmu),
            Share(ten?.P1),
            Share(hundred?.Mmu),
            Share(hundred?.Bmu),
            Share(rows[^1].Mmu),
            TableCell.Count(rows[0].Runs));
    }

    private static UtilizationRow? At(List<UtilizationRow> rows, long window) => rows.Find(row => row.WindowNs == window);

    /// <summary>The longest window in which the program got nothing: where the curve leaves zero.</summary>
    private static long? LongestPause(List<UtilizationRow> rows) => rows.FindLast(row => row.Mmu <= 0)?.WindowNs;

    private static TableCell Share(double? share) => new(
        Quantity.Percent(share), share?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty);
}
