using System.Globalization;
using Compare.Harness.Memory;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>The measures of fragmentation, one row a cell; external fragmentation by size as small bars.</summary>
internal static class FragmentationMeasuresTable
{
    /// <summary>Makes the table.</summary>
    public static TableView Of(ReportModel model, List<ReportCell> cells) => new(
        "fragmentation",
        "Fragmentation at the peak of the workload and at its end. External by size: the share of free memory in runs too short for a "
            + "request of 16 B, 32 B … 1 MiB, from left to right",
        [
            .. TableView.CellColumns,
            new("blow_up", "Blow-up", Direction: "lower"),
            new("robson_bound", "Robson line"),
            new("internal_peak", "Internal", Direction: "lower"),
            new("external_by_size_peak", "External by size", Direction: "lower"),
            new("external_single_peak", "External, longest run", Direction: "lower"),
            new("block_waste_peak", "Block waste", Direction: "lower"),
            new("unreturnable_peak_bytes", "Not returnable", Direction: "lower"),
            new("unreturnable_end_bytes", "Not returnable at the end", Direction: "lower"),
        ],
        cells.ConvertAll(cell => Row(cell, [.. model.FragmentationOf(cell)])));

    private static TableRow Row(ReportCell cell, FragmentationRow[] rows)
    {
        double? Value(string moment, string measure) =>
            Array.Find(rows, row => row.Moment == moment && row.Measure == measure && row.SizeBytes is null)?.Value;

        return TableRow.Of(
            cell,
            TableCell.Ratio(Value("run", FragmentationMeasures.BlowUp)),
            TableCell.Ratio(Value("run", FragmentationMeasures.RobsonBound)),
            Share(Value("peak", FragmentationMeasures.Internal)),
            Bars([.. rows.Where(row => row is { Moment: "peak", Measure: FragmentationMeasures.External }).OrderBy(row => row.SizeBytes)]),
            Share(Value("peak", FragmentationMeasures.ExternalSingle)),
            Share(Value("peak", FragmentationMeasures.BlockWaste)),
            TableCell.Of(Value("peak", FragmentationMeasures.Unreturnable), "bytes"),
            TableCell.Of(Value("end", FragmentationMeasures.Unreturnable), "bytes"));
    }

    private static TableCell Share(double? value) =>
        new(Quantity.Percent(value), value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty);

    /// <summary>Bars, sorted by the middle size.</summary>
    private static TableCell Bars(FragmentationRow[] sizes)
    {
        if (sizes.Length == 0)
        {
            return Share(null);
        }

        string words = string.Join(", ", sizes.Select(row => $"{Quantity.Bytes(row.SizeBytes)} {Quantity.Percent(row.Value)}"));
        return SmallBars.Cell([.. sizes.Select(row => row.Value)], words, sizes[sizes.Length / 2].Value);
    }
}
