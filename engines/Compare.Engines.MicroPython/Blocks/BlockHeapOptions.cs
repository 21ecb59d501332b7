namespace Compare.Engines.MicroPython.Blocks;

/// <summary>What a build of the original decides when it is compiled.</summary>
internal sealed record BlockHeapOptions
{
    /// <summary>Entries of the mark stack in the unix port (MICROPY_ALLOC_GC_STACK_SIZE).</summary>
    public const int DefaultMarkStackEntries = 64;

    /// <summary>Gets a value indicating whether there is a table of blocks with finalizers (MICROPY_ENABLE_FINALISER).</summary>
    public bool HasFinalizerTable { get; init; } = true;

    /// <summary>Gets a value indicating whether there is a table of blocks with weak references (MICROPY_PY_WEAKREF).</summary>
    public bool HasWeakTable { get; init; }

    /// <summary>Gets a value indicating whether the heap may have several areas (MICROPY_GC_SPLIT_HEAP).</summary>
    public bool IsSplit { get; init; }

    /// <summary>Gets a value indicating whether a full heap asks for another area (MICROPY_GC_SPLIT_HEAP_AUTO).</summary>
    public bool Grows { get; init; }

    /// <summary>Gets the entries of the mark stack.</summary>
    public int MarkStackEntries { get; init; } = DefaultMarkStackEntries;

    /// <summary>
    /// Gets a value indicating whether fresh memory is all zero (MICROPY_GC_CONSERVATIVE_CLEAR), not only what lies behind
    /// the bytes asked for.
    /// </summary>
    public bool ClearsFreshMemory { get; init; } = true;

    /// <summary>Gets a value indicating whether the quirks of the original are kept.</summary>
    public bool IsStrict { get; init; } = true;
}
