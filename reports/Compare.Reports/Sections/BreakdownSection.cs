using Compare.Harness.Results;
using Compare.Reports.Charts;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>Where the memory is: committed bytes term by term over the allocation clock, engines side by side, and
/// fragmentation.</summary>
public sealed class BreakdownSection : IReportSection
{
    /// <summary>Points of one engine on one workload: a small picture shows no more.</summary>
    private const int MostPoints = 64;

    /// <inheritdoc/>
    public string Id => "breakdown";

    /// <inheritdoc/>
    public string Title => "Where the memory is";

    /// <inheritdoc/>
    public string ShortTitle => "Breakdown";

    /// <inheritdoc/>
    public int Order => 72;

    /// <inheritdoc/>
    public string WhenEmpty => "No invocation looked at where the memory is, and none took maps of its heap.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, List<MemoryRow> Samples)> cells =
        [
            .. model.Cells.Select(cell => (cell, model.MemoryOf(cell).OrderBy(row => row.Sample).ToList()))
                .Where(pair => pair.Item2.Count > 0),
        ];
        List<(ReportCell Cell, IReadOnlyList<OccupancyMoment> Moments)> occupancy =
        [
            .. from cell in model.Cells
               let map = model.HeapMapsOf(cell).FirstOrDefault()?.Map
               where map is not null
               let moments = BlockOccupancy.Of(map)
               where moments.Count > 0
               select (cell, moments),
        ];
        return cells.Count + occupancy.Count == 0 ? null : new SectionContent(
            new
            {
                HasTerms = cells.Count > 0,
                Choices = CaseChoice.Of(model, cells.Select(pair => pair.Cell.Case.Index)),
                TableHtml = cells.Count == 0
                    ? string.Empty
                    : FragmentationMeasuresTable.Of(model, cells.ConvertAll(pair => pair.Cell)).ToHtml(),
                OccupancyChoices = CaseChoice.Of(model, occupancy.Select(pair => pair.Cell.Case.Index)),
                BlockOccupancy.Moments,
                OccupancyHtml = occupancy.Count == 0 ? string.Empty : OccupancyTable.Of(occupancy).ToHtml(),
            },
            new
            {
                series = cells.Select(pair => Points(pair.Cell, pair.Samples)),
                occupancy = occupancy.SelectMany(pair => Histograms(pair.Cell, pair.Moments)),
            });
    }

    private static IEnumerable<object> Histograms(ReportCell cell, IReadOnlyList<OccupancyMoment> moments) =>
        from moment in moments.Index()
        from histogram in moment.Item.Histograms
        select new
        {
            config = cell.Config.Index,
            @case = cell.Case.Index,
            moment = moment.Index,
            allocatedBytes = moment.Item.Look.AllocatedBytes,
            unit = histogram.Unit,
            counts = histogram.Counts,
        };

    private static object Points(ReportCell cell, List<MemoryRow> samples)
    {
        IReadOnlyList<MemoryRow> kept = Thinning.Keep(samples, row => row.AllocatedBytes, row => row.CommittedBytes, MostPoints);
        return new
        {
            config = cell.Config.Index,
            @case = cell.Case.Index,
            moment = kept.Select(row => row.Moment),
            allocatedBytes = kept.Select(row => row.AllocatedBytes),
            committedBytes = kept.Select(row => row.CommittedBytes),
            liveBytes = kept.Select(row => row.LiveBytes),
            floatingBytes = kept.Select(row => row.FloatingBytes),
            internalBytes = kept.Select(row => row.InternalBytes),
            externalBytes = kept.Select(row => row.ExternalBytes),
            metadataBytes = kept.Select(row => row.MetadataBytes),
        };
    }
}
