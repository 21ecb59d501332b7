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

    /// <summary>Renders the table.</summary>
    public string ToHtml() => Templates.Render("table", this);
}
