namespace Compare.Engines.Clr.Host;

/// <summary>What the host says of its heap after a collection; sizes include fragmentation.</summary>
/// <param name="Known">False while the host has said nothing.</param>
/// <param name="Gen0Bytes">Bytes of generation 0.</param>
/// <param name="Gen1Bytes">Bytes of generation 1.</param>
/// <param name="Gen2Bytes">Bytes of generation 2.</param>
/// <param name="LargeBytes">Bytes of the large object heap.</param>
/// <param name="PinnedBytes">Bytes of the pinned object heap.</param>
/// <param name="PromotedBytes">Bytes that survived in the generations collected.</param>
/// <param name="FinalizationPromotedBytes">Bytes that survived for their finalizers only.</param>
/// <param name="FinalizationPromotedObjects">Objects whose finalizers are due.</param>
/// <param name="PinnedObjects">Pinned objects that the collection met.</param>
internal readonly record struct HostSizes(
    bool Known,
    long Gen0Bytes,
    long Gen1Bytes,
    long Gen2Bytes,
    long LargeBytes,
    long PinnedBytes,
    long PromotedBytes,
    long FinalizationPromotedBytes,
    long FinalizationPromotedObjects,
    long PinnedObjects)
{
    /// <summary>Gets the bytes of all generations.</summary>
    public long TotalBytes => Gen0Bytes + Gen1Bytes + Gen2Bytes + LargeBytes + PinnedBytes;
}
