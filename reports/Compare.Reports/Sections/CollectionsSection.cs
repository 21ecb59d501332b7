using Compare.Harness.Results;
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
        List<(ReportCell Cell, int Invocation, List<EventRow> Events)> series =
        [
            .. from cell in model.Cells
               from invocation in model.EventsOf(cell).GroupBy(row => row.Invocation).OrderBy(rows => rows.Key)
               select (cell, invocation.Key, invocation.OrderBy(row => row.StartNs).ToList()),
        ];
        if (series.Count == 0)
        {
            return null;
        }

        int total = series.Sum(item => item.Events.Count);
        int limit = total <= Thinning.Budget ? int.MaxValue : Math.Max(LeastPerSeries, Thinning.Budget / series.Count);
        string[] kinds = [.. model.Results.Events.Select(row => row.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, series.Select(item => item.Cell.Case.Index)),
                Invocations = series.Select(item => item.Invocation).Distinct().Order().ToList(),
                Scope = limit == int.MaxValue
                    ? $"All {Quantity.Count(total)} events of the run."
                    : $"{Quantity.Count(total)} events, thinned for drawing to the shortest and the longest pause of each pixel "
                        + "column; events.csv holds all of them.",
                TableHtml = KindsTable(model).ToHtml(),
            },
            new { kinds, series = series.Select(item => Points(item.Cell, item.Invocation, item.Events, limit, kinds)) });
    }

    // Columns rather than rows: a third of the size, and it packs better.
    private static object Points(ReportCell cell, int invocation, List<EventRow> events, int limit, string[] kinds)
    {
        IReadOnlyList<EventRow> kept = Thinning.Keep(events, row => row.StartNs, row => row.PauseNs, limit);
        return new
        {
            config = cell.Config.Index,
            @case = cell.Case.Index,
            invocation,
            count = events.Count,
            startNs = kept.Select(row => row.StartNs),
            pauseNs = kept.Select(row => row.PauseNs),
            allocatedBytes = kept.Select(row => row.AllocatedBytes),
            kind = kept.Select(row => Array.IndexOf(kinds, row.Kind)),
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
               from rows in model.EventsOf(cell).GroupBy(row => (row.Kind, row.Cause)).OrderBy(rows => rows.Key)
               select TableRow.Of(
                   cell,
                   TableCell.Of(Words.Plain(rows.Key.Kind)),
                   TableCell.Of(Words.Plain(rows.Key.Cause)),
                   TableCell.Count(rows.Count()),
                   TableCell.Of(rows.Sum(row => row.PauseNs), "ns"),
                   TableCell.Of(rows.Max(row => row.PauseNs), "ns"),
                   TableCell.Count(Sum(rows, row => row.FreedObjects)),
                   TableCell.Of(Sum(rows, row => row.FreedBytes), "bytes"),
                   TableCell.Of(Sum(rows, row => row.CopiedBytes), "bytes")),
        ]);

    // The sum of what is known; null when no event knows it.
    private static long? Sum(IEnumerable<EventRow> rows, Func<EventRow, long?> value)
    {
        List<long> known = [.. rows.Select(value).OfType<long>()];
        return known.Count == 0 ? null : known.Sum();
    }
}
