using Compare.Harness.Results.Packed;
using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>events.csv</c>: one collection, increment or release cascade of a measured invocation.</summary>
/// <key>config, workload, heap_bytes, invocation, event</key>
/// <empty>Where the engine does not tell, as of generations and states that it does not have.</empty>
public sealed partial record EventRow : IPackedRow<EventRow>
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

    /// <summary>Number of the event inside its invocation, from 0.</summary>
    [Name("event")]
    public required long Event { get; init; }

    /// <summary>Iteration in which it began.</summary>
    [Name("iteration")]
    public required int Iteration { get; init; }

    /// <summary>Phase of the workload in which it began.</summary>
    [Name("phase")]
    public string? Phase { get; init; }

    /// <summary>What happened: minor, major, increment, cycle, sweep_slice, cascade or host.</summary>
    [Name("kind")]
    public required string Kind { get; init; }

    /// <summary>Why: allocation_failure, threshold, explicit, release, timer or host.</summary>
    [Name("cause")]
    public required string Cause { get; init; }

    /// <summary>Oldest generation that was collected.</summary>
    [Name("generation")]
    public int? Generation { get; init; }

    /// <summary>Wall clock at the begin, ns since the first operation of the invocation.</summary>
    [Name("start_ns")]
    public required long StartNs { get; init; }

    /// <summary>Time during which the mutator stood still, ns.</summary>
    [Name("pause_ns")]
    public required long PauseNs { get; init; }

    /// <summary>CPU time spent in the event, ns.</summary>
    [Name("cpu_ns")]
    public long? CpuNs { get; init; }

    /// <summary>Allocation clock at the begin: bytes requested since the first operation.</summary>
    [Name("allocated_bytes")]
    public required long AllocatedBytes { get; init; }

    /// <summary>Bytes in use before.</summary>
    [Name("before_bytes")]
    public long? BeforeBytes { get; init; }

    /// <summary>Bytes in use after.</summary>
    [Name("after_bytes")]
    public long? AfterBytes { get; init; }

    /// <summary>Bytes held from the operating system after.</summary>
    [Name("committed_bytes")]
    public long? CommittedBytes { get; init; }

    /// <summary>Objects examined.</summary>
    [Name("visited_objects")]
    public long? VisitedObjects { get; init; }

    /// <summary>Objects moved.</summary>
    [Name("copied_objects")]
    public long? CopiedObjects { get; init; }

    /// <summary>Bytes moved or promoted.</summary>
    [Name("copied_bytes")]
    public long? CopiedBytes { get; init; }

    /// <summary>Objects reclaimed.</summary>
    [Name("freed_objects")]
    public long? FreedObjects { get; init; }

    /// <summary>Bytes reclaimed.</summary>
    [Name("freed_bytes")]
    public long? FreedBytes { get; init; }

    /// <summary>Finalizers run or queued.</summary>
    [Name("finalizers_run")]
    public long? FinalizersRun { get; init; }

    /// <summary>Weak references cleared.</summary>
    [Name("weak_cleared")]
    public long? WeakCleared { get; init; }

    /// <summary>Unreachable objects that could not be reclaimed. Results of earlier versions have no such column.</summary>
    [Name("uncollectable_objects")]
    [Optional]
    public long? UncollectableObjects { get; init; }

    /// <summary>
    /// State of an incremental collection before the event: 0 scanning, 1 marking, 2 sweeping, 3 finalizing. Results of earlier
    /// versions have no such column, as the two that follow.
    /// </summary>
    [Name("old_state")]
    [Optional]
    public long? OldState { get; init; }

    /// <summary>State of an incremental collection after the event.</summary>
    [Name("new_state")]
    [Optional]
    public long? NewState { get; init; }

    /// <summary>Objects that may not move, after the event.</summary>
    [Name("pinned_objects")]
    [Optional]
    public long? PinnedObjects { get; init; }

    /// <summary>
    /// How the collection shares time with the program: blocking, background or foreground. Results of earlier versions have no such
    /// column, as those that follow.
    /// </summary>
    [Name("mode")]
    [Optional]
    public string? Mode { get; init; }

    /// <summary>Why the host runtime collected, in its own terms; empty for other engines.</summary>
    [Name("host_reason")]
    [Optional]
    public string? HostReason { get; init; }

    /// <summary>True when survivors were moved together, false when garbage was swept into free lists.</summary>
    [Name("compacting")]
    [Optional]
    public bool? Compacting { get; init; }

    /// <summary>Bytes of generation 0 after, fragmentation included.</summary>
    [Name("gen0_after_bytes")]
    [Optional]
    public long? Gen0AfterBytes { get; init; }

    /// <summary>Bytes of generation 1 after, fragmentation included.</summary>
    [Name("gen1_after_bytes")]
    [Optional]
    public long? Gen1AfterBytes { get; init; }

    /// <summary>Bytes of generation 2 after, fragmentation included.</summary>
    [Name("gen2_after_bytes")]
    [Optional]
    public long? Gen2AfterBytes { get; init; }

    /// <summary>Bytes of large objects after, fragmentation included.</summary>
    [Name("loh_after_bytes")]
    [Optional]
    public long? LohAfterBytes { get; init; }

    /// <summary>Bytes of the space of objects that never move, after, fragmentation included.</summary>
    [Name("poh_after_bytes")]
    [Optional]
    public long? PohAfterBytes { get; init; }

    /// <summary>Free bytes between objects, after.</summary>
    [Name("fragmented_bytes")]
    [Optional]
    public long? FragmentedBytes { get; init; }

    /// <summary>Bytes that survived for their finalizers only.</summary>
    [Name("finalization_promoted_bytes")]
    [Optional]
    public long? FinalizationPromotedBytes { get; init; }
}
