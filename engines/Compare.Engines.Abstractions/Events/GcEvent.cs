namespace Compare.Engines.Abstractions.Events;

/// <summary>
/// One collection, increment or release cascade: one schema for all engines, on three clocks (wall, CPU, allocation).
/// </summary>
/// <remarks>A plain struct, so that logging it allocates nothing. <see cref="Unknown"/> stands for what an engine cannot know.</remarks>
public record struct GcEvent
{
    /// <summary>Stands for a number that the engine cannot know; an empty cell in result files.</summary>
    public const long Unknown = -1;

    /// <summary>Initializes a new instance of the <see cref="GcEvent"/> struct in which every number is unknown.</summary>
    public GcEvent()
    {
    }

    /// <summary>Gets or sets what happened.</summary>
    public CollectionKind Kind { get; set; }

    /// <summary>Gets or sets why.</summary>
    public CollectionCause Cause { get; set; }

    /// <summary>Gets or sets the oldest generation collected; −1 when generations mean nothing here.</summary>
    public int Generation { get; set; } = -1;

    /// <summary>Gets or sets the wall clock at the begin: ns on the scale of <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</summary>
    public long StartNanoseconds { get; set; }

    /// <summary>Gets or sets the time for which the mutator stood still, ns.</summary>
    public long PauseNanoseconds { get; set; }

    /// <summary>Gets or sets the CPU time of the collecting thread, ns.</summary>
    public long CpuNanoseconds { get; set; } = Unknown;

    /// <summary>Gets or sets the allocation clock at the begin, bytes.</summary>
    public long AllocatedBytes { get; set; }

    /// <summary>Gets or sets the bytes in use before.</summary>
    public long BeforeBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes in use after.</summary>
    public long AfterBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes held from the operating system after.</summary>
    public long CommittedBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the objects examined.</summary>
    public long VisitedObjects { get; set; } = Unknown;

    /// <summary>Gets or sets the objects moved.</summary>
    public long CopiedObjects { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes moved or promoted.</summary>
    public long CopiedBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the objects reclaimed.</summary>
    public long FreedObjects { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes reclaimed.</summary>
    public long FreedBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the unreachable objects that could not be reclaimed.</summary>
    public long UncollectableObjects { get; set; } = Unknown;

    /// <summary>
    /// Gets or sets the state of an incremental collection before the event: a number of
    /// <see cref="Modules.IncrementalState"/>.
    /// </summary>
    public long OldState { get; set; } = Unknown;

    /// <summary>Gets or sets the state of an incremental collection after the event.</summary>
    public long NewState { get; set; } = Unknown;

    /// <summary>Gets or sets the objects that may not move after the event.</summary>
    public long PinnedObjects { get; set; } = Unknown;

    /// <summary>Gets or sets the finalizers run or queued.</summary>
    public long FinalizersRun { get; set; } = Unknown;

    /// <summary>Gets or sets the weak references cleared.</summary>
    public long WeakCleared { get; set; } = Unknown;

    /// <summary>Gets or sets how the collection shares time with the program.</summary>
    public CollectionMode Mode { get; set; }

    /// <summary>Gets or sets the host runtime's own reason.</summary>
    public HostReason HostReason { get; set; } = HostReason.Unknown;

    /// <summary>Gets or sets whether survivors were moved together (1) or garbage was swept into free lists (0).</summary>
    public long Compacting { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes of generation 0 after, fragmentation included.</summary>
    public long Gen0AfterBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes of generation 1 after, fragmentation included.</summary>
    public long Gen1AfterBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes of generation 2 after, fragmentation included.</summary>
    public long Gen2AfterBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes of large objects after, fragmentation included.</summary>
    public long LargeObjectAfterBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes of the space of objects that never move, after, fragmentation included.</summary>
    public long PinnedHeapAfterBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the free bytes between objects, after.</summary>
    public long FragmentedBytes { get; set; } = Unknown;

    /// <summary>Gets or sets the bytes that survived only because a finalizer must still see them.</summary>
    public long FinalizationPromotedBytes { get; set; } = Unknown;
}
