using System.Globalization;
using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>The table of what collections and barriers did, of memory over time, and of what probes cost.</summary>
internal static class CostMeasures
{
    /// <summary>Makes the table.</summary>
    public static TableView Table(List<CellCosts> cells) => new(
        "costs",
        "Medians over invocations, 95 % interval in small type. "
            + "Mark/cons: objects examined, or bytes moved or promoted, over those allocated. "
            + "Per store: from the exact counts; "
            + "stores that an engine does not count are those of another one on the same workload",
        [
            .. TableView.CellColumns,
            new("space_time_byte_s", "Space × time", Direction: "lower"),
            new("committed_mean_bytes", "Committed, mean", Direction: "lower"),
            new("mark_cons_objects", "Mark/cons, objects", Direction: "lower"),
            new("mark_cons_minor_objects", "minor"),
            new("mark_cons_major_objects", "other"),
            new("mark_cons_bytes", "Mark/cons, bytes", Direction: "lower"),
            new("nursery_survival", "Nursery survival"),
            new("count_operations_per_store", "Count operations per store"),
            new("barrier_hits_per_store", "Barrier hits per store"),
            new("work_vector_probe_wall_ratio", "Time with counting probe"),
        ],
        cells.ConvertAll(costs => TableRow.Of(
            costs.Cell,
            SpaceTime(costs[CostMetrics.SpaceTime]),
            TableCell.Of(EstimateOf(costs[CostMetrics.CommittedMean]), "bytes"),
            Number(costs[CostMetrics.MarkConsObjects]),
            Number(costs[CostMetrics.MarkConsMinor]),
            Number(costs[CostMetrics.MarkConsMajor]),
            Number(costs[CostMetrics.MarkConsBytes]),
            Percent(costs[CostMetrics.NurserySurvival]),
            Number(costs[CostMetrics.CountOperations]),
            Number(costs[CostMetrics.BarrierHits]),
            TableCell.Ratio(costs[CostMetrics.WorkVectorProbe]?.Value))));

    private static Estimate? EstimateOf(CostRow? row) => row is null ? null : new Estimate(row.Value, row.Low, row.High);

    private static TableCell SpaceTime(CostRow? row) => row is null
        ? TableCell.Of((double?)null, "bytes")
        : new TableCell(
            Quantity.Bytes(row.Value) + "·s",
            Raw(row),
            row is { Low: { } low, High: { } high } ? Quantity.IntervalOfUnit(low, high, "bytes") + "·s" : string.Empty);

    private static TableCell Number(CostRow? row) => row is null
        ? new TableCell(Quantity.NotAvailable, string.Empty)
        : new TableCell(Quantity.Significant(row.Value), Raw(row));

    private static TableCell Percent(CostRow? row) => row is null
        ? new TableCell(Quantity.NotAvailable, string.Empty)
        : new TableCell(Quantity.Percent(row.Value), Raw(row));

    private static string Raw(CostRow row) => row.Value.ToString("R", CultureInfo.InvariantCulture);
}
