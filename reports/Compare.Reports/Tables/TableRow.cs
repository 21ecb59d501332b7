using Compare.Reports.Model;

namespace Compare.Reports.Tables;

/// <summary>A row of a table; its first cell is the heading of the row.</summary>
/// <param name="ConfigIndex">Config it belongs to, for the filter; -1 for none.</param>
/// <param name="CaseIndex">Case it belongs to, for the filter; -1 for none.</param>
/// <param name="Cells">Its cells, one for each column.</param>
public sealed record TableRow(int ConfigIndex, int CaseIndex, IReadOnlyList<TableCell> Cells)
{
    /// <summary>Id of the row in the page, so that a link can lead to it; empty for none.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Makes the row of a cell of the matrix: workload and config stand before the values.</summary>
    public static TableRow Of(ReportCell cell, params IEnumerable<TableCell> values) =>
        new(cell.Config.Index, cell.Case.Index, [TableCell.Of(cell.Case.Label), TableCell.Of(cell.Config), .. values]);
}
