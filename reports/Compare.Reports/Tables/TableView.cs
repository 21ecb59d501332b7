using Compare.Reports.Formatting;
using Compare.Reports.Rendering;

namespace Compare.Reports.Tables;

/// <summary>A table that sorts by its headings, follows the filters of the page and downloads as CSV.</summary>
/// <param name="Id">Name of the table, and of its CSV file.</param>
/// <param name="Caption">What it shows, with units and method.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="IsSearchable">Whether a field to search its rows is offered.</param>
public sealed record TableView(
    string Id,
    string Caption,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<TableRow> Rows,
    bool IsSearchable = false)
{
    /// <summary>The two columns that <see cref="TableRow.Of"/> fills.</summary>
    public static IReadOnlyList<TableColumn> CellColumns { get; } =
        [new("workload", "Workload", IsNumeric: false), new("config", "Engine", IsNumeric: false)];

    /// <summary>Rows of a longer table that stand in the page as text; all of them are packed beside it and shown by the scripts.</summary>
    public const int PageRows = 50;

    private const int MostRows = 500;

    /// <summary>Whether only the first rows stand in the page as text.</summary>
    public bool IsPaged => Rows.Count > MostRows;

    /// <summary>How many of how many rows stand in the page as text.</summary>
    public string FirstText => $"{Quantity.Count(PageRows)} of {Quantity.Count(Rows.Count)}";

    /// <summary>The rows that stand in the page as text.</summary>
    public string RowsHtml => TableBody.Html(Columns, IsPaged ? Rows.Take(PageRows) : Rows);

    /// <summary>All rows of a longer table, packed.</summary>
    public string PackedHtml => IsPaged ? Packed.Pack(TableBody.Json(Rows)) : string.Empty;

    /// <summary>Renders the table.</summary>
    public string ToHtml() => Templates.Render("table", this);
}
