using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>The table that says whether measuring began too early, one row per cell.</summary>
internal static class Steadiness
{
    /// <summary>Makes the table, or null when nothing was judged.</summary>
    public static TableView? Table(ReportModel model)
    {
        List<TableRow> rows =
        [
            .. from cell in model.Cells
               let judged = model.SteadinessOf(cell).ToList()
               where judged.Count > 0
               select RowOf(cell, judged),
        ];
        return rows.Count == 0 ? null : new TableView(
            "steadiness",
            "Invocations by class; changepoints of mean and variance by PELT with penalty 15 ln n. "
            + "Autocorrelation from one iteration to the next, median over invocations",
            [
                .. TableView.CellColumns,
                new("classes", "Invocations", IsNumeric: false),
                new("method", "Judged by", IsNumeric: false),
                new("measured_before_steady", "Measured before steady, most", Direction: "lower"),
                new("changepoints", "Changes, most"),
                new("outliers", "Outliers, most"),
                new("autocorrelation_lag1", "Autocorrelation"),
                new("collection_period_iterations", "Iterations per cycle of collections"),
                new("cov_last_3", "Variation of the last three"),
            ],
            rows);
    }

    private static TableRow RowOf(ReportCell cell, List<SteadinessRow> rows) => TableRow.Of(
        cell,
        TableCell.Of(Counts(rows, ClassOf)),
        TableCell.Of(Counts(rows, row => row.Method)),
        TableCell.Count(rows.Max(row => (long?)row.MeasuredBeforeSteady)),
        TableCell.Count(rows.Max(row => (long?)row.Changepoints)),
        TableCell.Count(rows.Max(row => (long?)row.Outliers)),
        Number(rows.Select(row => row.Autocorrelation), value => value.ToString("0.00", CultureInfo.InvariantCulture)),
        Number(rows.Select(row => (double?)row.Period), value => Quantity.Count(value)),
        Number(rows.Select(row => row.CovLast3), value => Quantity.Percent(value)));

    private static string ClassOf(SteadinessRow row) => row switch
    {
        { Class: { } word } => Words.Plain(word),
        { Method: "cov" } => "steady by the last three",
        _ => "not judged",
    };

    /// <summary>How many rows have each word, the most frequent first; the number is left out where all have the same.</summary>
    private static string Counts(List<SteadinessRow> rows, Func<SteadinessRow, string> word)
    {
        List<IGrouping<string, SteadinessRow>> groups =
        [
            .. rows.GroupBy(word, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal),
        ];
        return string.Join(", ", groups.Select(group => groups.Count == 1
            ? group.Key
            : string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
    }

    private static TableCell Number(IEnumerable<double?> values, Func<double, string> write)
    {
        double[] known = [.. values.OfType<double>()];
        if (known.Length == 0)
        {
            return new TableCell(Quantity.NotAvailable, string.Empty);
        }

        double median = Harness.Statistics.Quantiles.Median(known);
        return new TableCell(write(median), median.ToString("R", CultureInfo.InvariantCulture));
    }
}
