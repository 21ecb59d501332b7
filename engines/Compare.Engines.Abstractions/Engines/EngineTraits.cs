namespace Compare.Engines.Abstractions.Engines;

/// <summary>
/// What an engine promises and what it does not. The contract suite holds it to each of these; shared code asks the
/// record and never the engine's type.
/// </summary>
public sealed record EngineTraits
{
    /// <summary>Gets a value indicating whether objects move.</summary>
    public required bool Moving { get; init; }

    /// <summary>Gets a value indicating whether anything is reclaimed.</summary>
    public required bool Reclaims { get; init; }

    /// <summary>Gets a value indicating whether unreachable cycles are reclaimed by a full collection.</summary>
    public required bool ReclaimsCycles { get; init; }

    /// <summary>Gets a value indicating whether an acyclic object is reclaimed as soon as its last reference goes.</summary>
    public required bool Prompt { get; init; }

    /// <summary>Gets a value indicating whether <c>ReferenceCount</c> answers.</summary>
    public required bool CountsReferences { get; init; }

    /// <summary>Gets a value indicating whether objects live on the host's managed heap.</summary>
    public required bool ManagedHeap { get; init; }

    /// <summary>Gets the number of generations.</summary>
    public required int Generations { get; init; }

    /// <summary>Gets what the longest pause of a collection grows with; a cascade under counting grows with what dies.</summary>
    public PauseBound PauseBound { get; init; }

    /// <summary>Gets the write barrier.</summary>
    public required BarrierKind Barrier { get; init; }

    /// <summary>Gets when callbacks and finalizers reach the program.</summary>
    public required CallbackDelivery Delivery { get; init; }

    /// <summary>Gets the order of finalizers.</summary>
    public required FinalizerOrder FinalizerOrder { get; init; }

    /// <summary>Gets a value indicating whether weak references are null already when the finalizer runs after a full collection.</summary>
    public required bool WeakClearedBeforeFinalizer { get; init; }

    /// <summary>Gets a value indicating whether there are weak references; without them <c>NewWeak</c> is refused.</summary>
    public bool HasWeakReferences { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether a program can have an object stay where it is: by
    /// <see cref="Modules.IPinning{TRef}"/>, or because none ever moves, and then there is no such module.
    /// </summary>
    public bool CanPin { get; init; }

    /// <summary>
    /// Gets the bytes of objects, as the allocation clock counts them, that a heap of fixed size has room for when it is full;
    /// null for a heap that grows.
    /// </summary>
    public long? FixedHeapBytes { get; init; }

    /// <summary>Gets what an explicit collection returns.</summary>
    public required CollectResult CollectResult { get; init; }

    /// <summary>Gets a value indicating whether automatic collection can be switched off.</summary>
    public required bool CanDisable { get; init; }

    /// <summary>Gets a value indicating whether <c>TakeCensus</c> answers.</summary>
    public required bool HasCensus { get; init; }

    /// <summary>Gets a value indicating whether a heap limit is honoured by the engine itself, with a clear exception.</summary>
    public required bool HonoursHeapLimit { get; init; }

    /// <summary>Gets the metadata that each plain object carries, bytes (header words included).</summary>
    public required int HeaderBytes { get; init; }
}
