using System.Globalization;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>How full the units of each engine's memory are, one row for each moment and kind of unit.</summary>
internal static class OccupancyTable
{
    /// <summary>Makes the table.</summary>
    public static TableView Of(IReadOnlyList<(ReportCell Cell, IReadOnlyList<OccupancyMoment> Moments)> cells) => new(
        "occupancy",
        "Units by fill. By tenths: the share of the units that hold something, filled up to 10 %, 20 % … 100 %, from left to right",
        [
            .. TableView.CellColumns,
            new("moment", "Moment", IsNumeric: false),
            new("allocated_bytes", "Allocated"),
            new("unit", "Unit", IsNumeric: false),
            new("units", "Units"),
            new("empty_units", "Empty"),
            new("half_filled_units", "Filled by half at most"),
            new("fill", "In use of those not empty", Direction: "higher"),
            new("fill_by_tenths", "By tenths"),
        ],
        [
            .. from pair in cells
               from moment in pair.Moments
               from histogram in moment.Histograms
               select Row(pair.Cell, moment, histogram),
        ]);

    private static TableRow Row(ReportCell cell, OccupancyMoment moment, OccupancyHistogram histogram) => TableRow.Of(
        cell,
        TableCell.Of(moment.Name),
        TableCell.Of(moment.Look.AllocatedBytes, "bytes"),
        TableCell.Of(histogram.Unit),
        TableCell.Count(histogram.Units),
        TableCell.Count(histogram.Counts[0]),
        TableCell.Count(histogram.Counts.Skip(1).Take(OccupancyHistogram.Steps / 2).Sum()),
        new TableCell(Quantity.Percent(histogram.Fill), histogram.Fill?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty),
        Tenths(histogram));

    private static TableCell Tenths(OccupancyHistogram histogram)
    {
        if (histogram.Fill is not { } fill)
        {
            return TableCell.Of((double?)null, "ratio");
        }

        double[] shares = [.. histogram.Counts.Skip(1).Select(count => (double)count / histogram.Taken)];
        string words = string.Join(", ", histogram.Counts.Skip(1).Select((count, step) =>
            $"up to {100 * (step + 1) / OccupancyHistogram.Steps}\u00A0%: {Quantity.Count(count)}"));
        return SmallBars.Cell(shares, words, fill);
    }
}
