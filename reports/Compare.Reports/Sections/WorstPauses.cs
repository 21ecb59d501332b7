using System.Globalization;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>The table of each engine's longest pauses, with what the program did at the time.</summary>
internal static class WorstPauses
{
    private const int Most = 10;

    /// <summary>Makes the table.</summary>
    public static TableView Table(ReportModel model) => new(
        "worst-pauses",
        "The ten longest pauses of each engine in measured iterations of all workloads and finished invocations; "
            + "moments since the first operation of the invocation",
        [
            .. TableView.CellColumns,
            new("rank", "Rank"),
            new("pause_ns", "Pause", Direction: "lower"),
            new("kind", "Kind", IsNumeric: false),
            new("cause", "Cause", IsNumeric: false),
            new("generation", "Generation"),
            new("phase", "Phase of the program", IsNumeric: false),
            new("start_ns", "At, wall clock"),
            new("allocated_bytes", "At, allocated"),
            new("invocation", "Invocation"),
            new("iteration", "Iteration"),
        ],
        [.. model.Configs.SelectMany(config => Longest(model, config).Select((pause, place) => Row(pause, place + 1)))]);

    private static IEnumerable<(ReportCell Cell, RowBlock<EventRow> Block, int Row)> Longest(ReportModel model, ReportConfig config)
    {
        // The least of those kept stands first; a run may have millions of pauses.
        PriorityQueue<(ReportCell, RowBlock<EventRow>, int), long> kept = new(Most + 1);
        foreach (ReportCell cell in model.Cases.Select(@case => model.Cell(config, @case)))
        {
            foreach ((RowBlock<EventRow> block, int row) in Reading.MeasuredEvents(model, cell))
            {
                if (block.Numbers(EventColumns.PauseNs)[row] is > 0 and { } pause)
                {
                    kept.Enqueue((cell, block, row), pause);
                    if (kept.Count > Most)
                    {
                        kept.Dequeue();
                    }
                }
            }
        }

        return kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element);
    }

    private static TableRow Row((ReportCell Cell, RowBlock<EventRow> Block, int Row) pause, int rank)
    {
        EventRow row = pause.Block[pause.Row];
        return TableRow.Of(
            pause.Cell,
            TableCell.Count(rank),
            TableCell.Of(row.PauseNs, "ns"),
            TableCell.Of(Words.Plain(row.Kind)),
            TableCell.Of(Words.Plain(row.Cause)),
            row.Generation is { } generation
                ? TableCell.Count(generation)
                : new TableCell(Quantity.NotAvailable, string.Empty),
            TableCell.Of(row.Phase),
            TableCell.Of(row.StartNs, "ns"),
            TableCell.Of(row.AllocatedBytes, "bytes"),
            TableCell.Of(row.Invocation.ToString(CultureInfo.InvariantCulture)),
            TableCell.Of(row.Iteration.ToString(CultureInfo.InvariantCulture)));
    }
}
