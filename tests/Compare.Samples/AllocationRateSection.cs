using Compare.Reports;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Samples;

/// <summary>How fast each engine hands out memory: a section of a report that is no part of the tool.</summary>
public sealed class AllocationRateSection : IReportSection
{
    private const double NanosecondsPerSecond = 1e9;

    /// <inheritdoc/>
    public string Id => "allocation-rate";

    /// <inheritdoc/>
    public string Title => "Allocation rate";

    /// <inheritdoc/>
    public string ShortTitle => "Rate";

    /// <inheritdoc/>
    public int Order => 35;

    /// <inheritdoc/>
    public string WhenEmpty => "No invocation finished.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        TableRow[] rows =
        [
            .. from cell in model.Cells
               let rates = cell.Finished
                   .Where(row => row.WallNs > 0)
                   .Select(row => row.AllocatedBytes * NanosecondsPerSecond / row.WallNs)
                   .Order()
                   .ToArray()
               where rates.Length > 0
               select TableRow.Of(cell, TableCell.Of(rates[rates.Length / 2], "bytes")),
        ];
        TableView table = new(
            "allocation-rate",
            "Bytes allocated in a second of wall time, median of the invocations",
            [.. TableView.CellColumns, new("bytes_per_second", "Bytes/s", Direction: "higher")],
            rows);
        return rows.Length == 0 ? null : new SectionContent(new { Rows = rows.Length, TableHtml = table.ToHtml() });
    }
}
