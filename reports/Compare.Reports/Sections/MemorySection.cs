using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Reports.Charts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Memory in use and memory held, over the allocation clock, and the peaks.</summary>
public sealed class MemorySection : IReportSection
{
    private const int LeastPerSeries = 400;

    /// <inheritdoc/>
    public string Id => "memory";

    /// <inheritdoc/>
    public string Title => "Memory over the allocation clock";

    /// <inheritdoc/>
    public string ShortTitle => "Memory";

    /// <inheritdoc/>
    public int Order => 70;

    /// <inheritdoc/>
    public string WhenEmpty => "No invocation finished, so there are no figures of memory.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<ReportCell> finished = [.. model.Cells.Where(cell => cell.First is not null)];
        if (finished.Count == 0)
        {
            return null;
        }

        List<(ReportCell Cell, List<TimelineRow> Samples)> series =
        [
            .. finished.Select(cell => (cell, SamplesOf(model, cell))).Where(pair => pair.Item2.Count > 0),
        ];
        int limit = Math.Max(LeastPerSeries, Thinning.Budget / Math.Max(1, series.Count));
        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, series.Select(pair => pair.Cell.Case.Index)),
                TableHtml = PeaksTable(finished).ToHtml(),
            },
            series.Select(pair => Points(pair.Cell, pair.Samples, limit)));
    }

    private static List<TimelineRow> SamplesOf(ReportModel model, ReportCell cell) =>
    [
        .. new PackedRows<TimelineRow>([.. model.TimelineOf(cell).Where(block => block.Invocation == cell.First!.Invocation)])
            .OrderBy(row => row.AllocatedBytes),
    ];

    private static object Points(ReportCell cell, List<TimelineRow> samples, int limit)
    {
        IReadOnlyList<TimelineRow> kept =
            Thinning.Keep(samples, row => row.AllocatedBytes, row => row.UsedBytes ?? row.CommittedBytes ?? 0, limit);
        return new
        {
            config = cell.Config.Index,
            @case = cell.Case.Index,
            invocation = cell.First!.Invocation,
            iteration = kept.Select(row => row.Iteration),
            wallNs = kept.Select(row => row.WallNs),
            allocatedBytes = kept.Select(row => row.AllocatedBytes),
            usedBytes = kept.Select(row => row.UsedBytes),
            committedBytes = kept.Select(row => row.CommittedBytes),
        };
    }

    private static TableView PeaksTable(List<ReportCell> cells) => new(
        "memory",
        "Peaks of memory: median over finished invocations, 95 % interval in small type where the summary has one",
        [
            .. TableView.CellColumns,
            new("heap_peak_bytes", "In use", Direction: "lower"),
            new("committed_peak_bytes", "Committed", Direction: "lower"),
            new("rss_peak_bytes", "Resident (process)", Direction: "lower"),
            new("allocated_bytes", "Allocated per iteration"),
            new("allocated_objects", "Objects per iteration"),
        ],
        cells.ConvertAll(cell => TableRow.Of(
            cell,
            Peak(cell, "heap_peak_bytes", row => row.HeapPeakBytes),
            Peak(cell, "committed_peak_bytes", row => row.CommittedPeakBytes),
            Peak(cell, "rss_peak_bytes", row => row.RssPeakBytes),
            TableCell.Of(cell.First!.AllocatedBytes, "bytes"),
            TableCell.Count(cell.First.AllocatedObjects))));

    private static TableCell Peak(ReportCell cell, string metric, Func<InvocationRow, long?> value)
    {
        Estimate? estimate = cell.Value(metric);
        return estimate is null ? TableCell.Of(Reading.Typical(cell, metric, value), "bytes") : TableCell.Of(estimate, "bytes");
    }
}
