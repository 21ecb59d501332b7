namespace Compare.Reports.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Name in the CSV, snake_case with the unit.</param>
/// <param name="Title">Heading.</param>
/// <param name="IsNumeric">Whether its values are numbers: set to the right, sorted by value.</param>
/// <param name="Direction">"lower" or "higher" where one of them is better, otherwise empty.</param>
public sealed record TableColumn(string Name, string Title, bool IsNumeric = true, string Direction = "")
{
    /// <summary>The direction as a reader sees it.</summary>
    public string Arrow => Direction switch
    {
        "lower" => "↓ better",
        "higher" => "↑ better",
        _ => string.Empty,
    };
}
