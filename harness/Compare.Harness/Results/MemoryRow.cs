using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>
/// One row of <c>memory.csv</c>: where the memory of a heap was at one instant of the invocation that collects the work vector.
/// The terms are the engine's own, in bytes; an empty one it cannot know.
/// </summary>
/// <key>config, workload, heap_bytes, invocation, sample</key>
/// <empty>Where the engine does not tell this term.</empty>
public sealed record MemoryRow : ICellKey
{
    /// <inheritdoc/>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <inheritdoc/>
    [Name("config")]
    public required string Config { get; init; }

    /// <inheritdoc/>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <inheritdoc/>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <inheritdoc/>
    [Name("invocation")]
    public required int Invocation { get; init; }

    /// <summary>Number of the sample in its invocation, from 0.</summary>
    [Name("sample")]
    public required int Sample { get; init; }

    /// <summary>begin, phase, before or after (a collection), growth, peak or end.</summary>
    [Name("moment")]
    public required string Moment { get; init; }

    /// <summary>Allocation clock since the begin of the iteration, bytes.</summary>
    [Name("allocated_bytes")]
    public required long AllocatedBytes { get; init; }

    /// <summary>Bytes held from the operating system: live + floating + internal + external + metadata.</summary>
    [Name("committed_bytes")]
    public required long CommittedBytes { get; init; }

    /// <summary>Most bytes held from the operating system up to then.</summary>
    [Name("committed_peak_bytes")]
    public long? CommittedPeakBytes { get; init; }

    /// <summary>Objects that the program can reach.</summary>
    [Name("live_objects")]
    public long? LiveObjects { get; init; }

    /// <summary>Bytes that were asked for them.</summary>
    [Name("live_bytes")]
    public long? LiveBytes { get; init; }

    /// <summary>Bytes that were asked for unreachable objects whose memory cannot be used again yet.</summary>
    [Name("floating_bytes")]
    public long? FloatingBytes { get; init; }

    /// <summary>Bytes of cells in use beyond what was asked for.</summary>
    [Name("internal_bytes")]
    public long? InternalBytes { get; init; }

    /// <summary>Free bytes.</summary>
    [Name("external_bytes")]
    public long? ExternalBytes { get; init; }

    /// <summary>Bytes that the engine keeps for itself.</summary>
    [Name("metadata_bytes")]
    public long? MetadataBytes { get; init; }

    /// <summary>Bytes of blocks (pools, pages, spaces) in which an object lies.</summary>
    [Name("block_bytes")]
    public long? BlockBytes { get; init; }

    /// <summary>Free bytes in regions that are given back only whole and hold an object.</summary>
    [Name("unreturnable_bytes")]
    public long? UnreturnableBytes { get; init; }

    /// <summary>Longest free run, bytes.</summary>
    [Name("largest_free_run_bytes")]
    public long? LargestFreeRunBytes { get; init; }

    /// <summary>
    /// Bytes of <see cref="LiveBytes"/> in promoted objects; empty for engines without generations and those that do not tell.
    /// Results of earlier versions have no such column, as the next.
    /// </summary>
    [Name("old_live_bytes")]
    [Optional]
    public long? OldLiveBytes { get; init; }

    /// <summary>
    /// Bytes of <see cref="FloatingBytes"/> in promoted objects. What a minor collection adds to it was dead when it was
    /// promoted: nepotism.
    /// </summary>
    [Name("old_floating_bytes")]
    [Optional]
    public long? OldFloatingBytes { get; init; }
}
