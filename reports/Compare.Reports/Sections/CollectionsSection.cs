using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Reports.Charts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Every collection over time, and what each kind of collection did.</summary>
public sealed class CollectionsSection : IReportSection
{
    private const int LeastPerSeries = 200;

    /// <inheritdoc/>
    public string Id => "collections";

    /// <inheritdoc/>
    public string Title => "Timeline of collections";

    /// <inheritdoc/>
    public string ShortTitle => "Collections";

    /// <inheritdoc/>
    public int Order => 60;

    /// <inheritdoc/>
    public string WhenEmpty => "No collection was recorded.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, RowBlock<EventRow> Events)> series =
        [
            .. from cell in model.Cells
               from block in model.EventsOf(cell).OrderBy(block => block.Invocation)
               select (cell, block),
        ];
        if (series.Count == 0)
        {
            return null;
        }

        int total = series.Sum(item => item.Events.Count);
        int limit = total <= Thinning.Budget ? int.MaxValue : Math.Max(LeastPerSeries, Thinning.Budget / series.Count);
        string[] kinds =
        [
            .. series.SelectMany(item => item.Events.Texts(EventColumns.Kind).Distinct)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, series.Select(item => item.Cell.Case.Index)),
                Invocations = series.Select(item => item.Events.Invocation).Distinct().Order().ToList(),
                Scope = limit == int.MaxValue
                    ? $"All {Quantity.Count(total)} events of the run."
                    : $"{Quantity.Count(total)} events, thinned for drawing to the shortest and the longest pause of each pixel "
                        + "column; events.csv holds all of them.",
                TableHtml = KindsTable(model).ToHtml(),
            },
            new { kinds, series = series.Select(item => Points(item.Cell, item.Events, limit, kinds)) });
    }

    // Columns rather than rows: a third of the size, and it packs better.
    private static object Points(ReportCell cell, RowBlock<EventRow> events, int limit, string[] kinds)
    {
        PackedNumbers starts = events.Numbers(EventColumns.StartNs);
        PackedNumbers pauses = events.Numbers(EventColumns.PauseNs);
        PackedNumbers clock = events.Numbers(EventColumns.AllocatedBytes);
        PackedTexts kind = events.Texts(EventColumns.Kind);
        int[] order = [.. Enumerable.Range(0, events.Count).OrderBy(row => starts[row])];
        IReadOnlyList<int> kept = Thinning.Keep(order, row => starts[row]!.Value, row => pauses[row]!.Value, limit);
        return new
        {
            config = cell.Config.Index,
            @case = cell.Case.Index,
            invocation = events.Invocation,
            count = events.Count,
            startNs = kept.Select(row => starts[row]),
            pauseNs = kept.Select(row => pauses[row]),
            allocatedBytes = kept.Select(row => clock[row]),
            kind = kept.Select(row => Array.IndexOf(kinds, kind[row])),
        };
    }

    private static TableView KindsTable(ReportModel model) => new(
        "collections",
        "Events by kind and cause, every recorded iteration of all invocations",
        [
            .. TableView.CellColumns,
            new("kind", "Kind", IsNumeric: false),
            new("cause", "Cause", IsNumeric: false),
            new("events", "Events"),
            new("pause_sum_ns", "Pauses, sum", Direction: "lower"),
            new("pause_max_ns", "Longest", Direction: "lower"),
            new("freed_objects", "Objects freed"),
            new("freed_bytes", "Bytes freed"),
            new("copied_bytes", "Bytes copied"),
        ],
        [
            .. from cell in model.Cells
               from total in EventTotals.ByKindAndCause(model.EventsOf(cell))
               select TableRow.Of(
                   cell,
                   TableCell.Of(Words.Plain(total.Kind)),
                   TableCell.Of(Words.Plain(total.Cause)),
                   TableCell.Count(total.Events),
                   TableCell.Of(total.PauseSum, "ns"),
                   TableCell.Of(total.PauseMax, "ns"),
                   TableCell.Count(total.FreedObjects),
                   TableCell.Of(total.FreedBytes, "bytes"),
                   TableCell.Of(total.CopiedBytes, "bytes")),
        ]);
}
