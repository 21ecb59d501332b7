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
    public string WhenEmpty => "No invocation looked at where the memory is.";

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
        return cells.Count == 0 ? null : new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, cells.Select(pair => pair.Cell.Case.Index)),
                TableHtml = FragmentationMeasuresTable.Of(model, cells.ConvertAll(pair => pair.Cell)).ToHtml(),
            },
            cells.Select(pair => Points(pair.Cell, pair.Samples)));
    }

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
