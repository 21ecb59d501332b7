using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Hardware counters of each cell: the median over all measured iterations.</summary>
internal static class CounterMedians
{
    /// <summary>Makes the table; null where nothing was counted.</summary>
    public static TableView? Table(ReportModel model)
    {
        string[] counters = [.. model.Results.Counters.Select(row => row.Counter).Distinct(StringComparer.Ordinal)];
        ILookup<(string, string, long?, string), CounterRow> rows =
            model.Results.Counters.ToLookup(row => (row.Config, row.Workload, row.HeapBytes, row.Counter));
        return counters.Length == 0 ? null : new TableView(
            "counters",
            "Counted in user space over all threads of the process: median over the measured iterations of all invocations; "
                + "in small type the least share of the time that was counted, where that is not all of it",
            [.. TableView.CellColumns, .. counters.Select(counter => new TableColumn(counter, Words.Plain(counter)))],
            [
                .. from cell in model.Cells
                   where cell.Finished.Any()
                   select TableRow.Of(
                       cell,
                       counters.Select(counter => Cell(
                           [.. rows[(cell.Config.Name, cell.Case.Workload, cell.Case.HeapBytes, counter)]]))),
            ]);
    }

    private static TableCell Cell(IReadOnlyList<CounterRow> rows)
    {
        if (rows.Count == 0)
        {
            return TableCell.Count(null);
        }

        double share = rows.Min(row => row.CountedShare);
        return TableCell.Count((long?)Reading.Median(rows.Select(row => row.Value))) with
        {
            Small = share < 1 ? Quantity.Percent(share) : string.Empty,
        };
    }
}
