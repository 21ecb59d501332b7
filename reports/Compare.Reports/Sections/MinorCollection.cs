using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What one collection of the youngest generations found and kept; null for what its engine does not tell.</summary>
/// <param name="Invocation">Its invocation.</param>
/// <param name="AllocatedBytes">Its moment on the allocation clock.</param>
/// <param name="Generation">Oldest generation that was collected.</param>
/// <param name="KeptBytes">Bytes that survived and were promoted.</param>
/// <param name="FoundBytes">Bytes that were in the young generations.</param>
/// <param name="KeptObjects">Objects that survived.</param>
/// <param name="FoundObjects">Objects that were in the young generations.</param>
internal sealed record MinorCollection(
    int Invocation,
    long AllocatedBytes,
    long? Generation,
    long? KeptBytes,
    long? FoundBytes,
    long? KeptObjects,
    long? FoundObjects)
{
    /// <summary>Whether the share is one of bytes; otherwise it is one of objects.</summary>
    public bool IsOfBytes => KeptBytes is not null && FoundBytes > 0;

    /// <summary>The share that survived, of bytes where they are known, otherwise of objects; null for an empty generation.</summary>
    public double? Survival => (IsOfBytes ? KeptBytes : KeptObjects) / (double?)(IsOfBytes ? FoundBytes : FoundObjects) is { } share
        && double.IsFinite(share)
            ? share
            : null;

    /// <summary>The minor collections of a cell's finished invocations in measured iterations, by invocation and clock.</summary>
    public static IReadOnlyList<MinorCollection> Of(ReportModel model, ReportCell cell) =>
    [
        .. Reading.MeasuredEvents(model, cell)
            .Where(item => CollectionClasses.Of(
                item.Block.Texts(EventColumns.Kind)[item.Row]!,
                item.Block.Numbers(EventColumns.Generation)[item.Row]) == CollectionClass.Minor)
            .Select(item => Read(item.Block, item.Row))
            .OrderBy(collection => collection.Invocation)
            .ThenBy(collection => collection.AllocatedBytes),
    ];

    private static MinorCollection Read(RowBlock<EventRow> block, int row)
    {
        long? At(int column) => block.Numbers(column)[row];

        // A collector that copies tells what it moved and what it freed; the host tells the size before and after instead.
        long? keptBytes = At(EventColumns.CopiedBytes);
        long? freedBytes = At(EventColumns.FreedBytes) ?? At(EventColumns.BeforeBytes) - At(EventColumns.AfterBytes);

        // One that does not copy examines every young object, dead or not.
        long? freed = At(EventColumns.FreedObjects);
        long? copied = At(EventColumns.CopiedObjects);
        long? kept = copied ?? At(EventColumns.VisitedObjects) - freed;
        return new MinorCollection(
            block.Invocation,
            At(EventColumns.AllocatedBytes)!.Value,
            At(EventColumns.Generation),
            freedBytes >= 0 ? keptBytes : null,
            freedBytes >= 0 ? keptBytes + freedBytes : null,
            kept >= 0 ? kept : null,
            kept >= 0 ? kept + freed : null);
    }
}
