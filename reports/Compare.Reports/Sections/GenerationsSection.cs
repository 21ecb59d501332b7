using System.Globalization;
using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Reports.Charts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Whether the young die young: what minor collections find alive, and what they promote.</summary>
public sealed class GenerationsSection : IReportSection
{
    private const int LeastPerSeries = 200;

    /// <inheritdoc/>
    public string Id => "generations";

    /// <inheritdoc/>
    public string Title => "Generations";

    /// <inheritdoc/>
    public string ShortTitle => "Generations";

    /// <inheritdoc/>
    public int Order => 62;

    /// <inheritdoc/>
    public string WhenEmpty => "No engine of the run made a minor collection in a measured iteration.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, IReadOnlyList<MinorCollection> Minors)> cells =
        [
            .. model.Cells.Select(cell => (cell, MinorCollection.Of(model, cell)))
                .Where(pair => pair.Item2.Any(minor => minor.Survival is not null)),
        ];
        if (cells.Count == 0)
        {
            return null;
        }

        int limit = Math.Max(LeastPerSeries, Thinning.Budget / cells.Count);
        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, cells.Select(pair => pair.Cell.Case.Index)),
                TableHtml = Table(model, cells).ToHtml(),
            },
            cells.Select(pair => Points(pair.Cell, pair.Minors, limit)));
    }

    private static object Points(ReportCell cell, IReadOnlyList<MinorCollection> minors, int limit)
    {
        int first = minors.First(minor => minor.Survival is not null).Invocation;
        IReadOnlyList<MinorCollection> kept = Thinning.Keep(
            [.. minors.Where(minor => minor.Invocation == first && minor.Survival is not null)],
            minor => minor.AllocatedBytes,
            minor => minor.Survival!.Value,
            limit);
        return new
        {
            config = cell.Config.Index,
            @case = cell.Case.Index,
            invocation = first,
            allocatedBytes = kept.Select(minor => minor.AllocatedBytes),
            survival = kept.Select(minor => minor.Survival),
            generation = kept.Select(minor => minor.Generation),
            ofBytes = kept.Select(minor => minor.IsOfBytes),
        };
    }

    private static TableView Table(ReportModel model, List<(ReportCell Cell, IReadOnlyList<MinorCollection> Minors)> cells) => new(
        "generations",
        "Measured iterations of all finished invocations. Survival: what minor collections kept over what they found, together and "
            + "the median of one. Promoted: bytes or objects that they kept, over those allocated. "
            + "Promoted dead: the share of promoted bytes that the program could not reach any more, in the collections that the "
            + "invocation with the work vector looked at; their number in small type. Mark/cons: objects examined over objects "
            + "allocated, median over invocations",
        [
            .. TableView.CellColumns,
            new("minor_collections", "Minor collections"),
            new("survival", "Survival", Direction: "lower"),
            new("survival_median", "Median of one"),
            new("survival_of", "Share of", IsNumeric: false),
            new("promoted_bytes_per_allocated", "Promoted bytes", Direction: "lower"),
            new("promoted_objects_per_allocated", "Promoted objects", Direction: "lower"),
            new("promoted_dead_share", "Promoted dead", Direction: "lower"),
            new("mark_cons_minor_objects", "Mark/cons, minor", Direction: "lower"),
            new("mark_cons_major_objects", "Mark/cons, other", Direction: "lower"),
        ],
        cells.ConvertAll(pair => Row(model, pair.Cell, pair.Minors)));

    private static TableRow Row(ReportModel model, ReportCell cell, IReadOnlyList<MinorCollection> minors)
    {
        double[] shares = [.. minors.Select(minor => minor.Survival).OfType<double>()];
        bool ofBytes = minors.Any(minor => minor.IsOfBytes);
        double found = minors.Sum(minor => (double?)(ofBytes ? minor.FoundBytes : minor.FoundObjects) ?? 0);
        double kept = minors.Sum(minor => (double?)(ofBytes ? minor.KeptBytes : minor.KeptObjects) ?? 0);
        IterationRow[] measured = [.. model.IterationsOf(cell).Where(row => row.Measured)];

        // A sum that misses collections would be too small.
        bool isWhole = cell.Finished.All(row => row.LostCollections is null or 0);
        double? Promoted(Func<MinorCollection, long?> read, Func<IterationRow, long?> allocated) =>
            isWhole && minors.All(minor => read(minor) is not null) && measured.Sum(row => (double?)allocated(row)) is > 0 and { } sum
                ? minors.Sum(minor => (double)read(minor)!.Value) / sum
                : null;

        CellCosts costs = CellCosts.Of(model, cell);
        return TableRow.Of(
            cell,
            TableCell.Count(minors.Count),
            Percent(found > 0 ? kept / found : null),
            Percent(Quantiles.Median(shares)),
            TableCell.Of(ofBytes ? "bytes" : "objects"),
            Percent(Promoted(minor => minor.KeptBytes, row => row.AllocatedBytes)),
            Percent(Promoted(minor => minor.KeptObjects, row => row.AllocatedObjects)),
            Dead(Nepotism.Of(model, cell)),
            Number(costs[CostMetrics.MarkConsMinor]?.Value),
            Number(costs[CostMetrics.MarkConsMajor]?.Value));
    }

    private static TableCell Dead(Nepotism? nepotism) => Percent(nepotism?.Share) with
    {
        Small = nepotism is null ? string.Empty : Words.Number(nepotism.Collections, "look", "looks"),
    };

    private static TableCell Percent(double? share) => new(Quantity.Percent(share), Raw(share));

    private static TableCell Number(double? value) =>
        new(value is { } number ? Quantity.Significant(number) : Quantity.NotAvailable, Raw(value));

    private static string Raw(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
