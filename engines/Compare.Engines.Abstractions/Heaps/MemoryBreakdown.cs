namespace Compare.Engines.Abstractions.Heaps;

/// <summary>
/// Where the memory of a heap is at one instant. An engine computes each term by itself from its own structures, none as the rest
/// of the others, so that <c>committed = live + floating + internal + external + metadata</c> can fail. What an engine cannot
/// know is null, never 0.
/// </summary>
public sealed record MemoryBreakdown
{
    /// <summary>Gets the bytes held from the operating system, as the engine's accounts have them.</summary>
    public required long CommittedBytes { get; init; }

    /// <summary>Gets the objects that the program can reach, from a trace that changes nothing; hidden parts do not
    /// count.</summary>
    public long? LiveObjects { get; init; }

    /// <summary>
    /// Gets the bytes that were asked for those objects in the engine's own layout: headers, fields, elements, buffers.
    /// </summary>
    public long? LiveBytes { get; init; }

    /// <summary>
    /// Gets the bytes that were asked for objects that are unreachable and whose memory cannot be used again yet: floating
    /// garbage.
    /// </summary>
    public long? FloatingBytes { get; init; }

    /// <summary>
    /// Gets the part of <see cref="LiveBytes"/> in objects that have been promoted, so that no collection of the young generation
    /// looks for them. Null where there are no generations, or the engine does not tell.
    /// </summary>
    public long? OldLiveBytes { get; init; }

    /// <summary>
    /// Gets the part of <see cref="FloatingBytes"/> in objects that have been promoted. A collection of the young generation adds
    /// to it what only dead old objects refer to: nepotism.
    /// </summary>
    public long? OldFloatingBytes { get; init; }

    /// <summary>Gets the bytes of cells in use beyond what was asked for: rounding, and room that an object got
    /// unasked.</summary>
    public long? InternalBytes { get; init; }

    /// <summary>Gets the free bytes: free cells, pages and runs, unused room, and the reserve of a copying collector.</summary>
    public long? ExternalBytes { get; init; }

    /// <summary>
    /// Gets the bytes that the engine keeps for itself: headers of pools and pages, tables, cards, and what no cell fits into.
    /// </summary>
    public long? MetadataBytes { get; init; }

    /// <summary>Gets the bytes of the blocks (pools, pages, spaces) in which an object lies, live or not.</summary>
    public long? BlockBytes { get; init; }

    /// <summary>
    /// Gets the free bytes in regions that the engine gives back only whole and in which an object lies: they cannot be returned.
    /// </summary>
    public long? UnreturnableBytes { get; init; }

    /// <summary>
    /// Gets the free bytes by size of their run: entry k is of runs of at least 2^k and less than 2^(k+1) bytes. A run is what
    /// one request could get as it stands. The sum is <see cref="ExternalBytes"/>.
    /// </summary>
    public IReadOnlyList<long>? FreeRunBytes { get; init; }

    /// <summary>Gets the bytes of the longest run; 0 when nothing is free.</summary>
    public long? LargestFreeRunBytes { get; init; }
}
