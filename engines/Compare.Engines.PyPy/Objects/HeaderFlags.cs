namespace Compare.Engines.PyPy.Objects;

/// <summary>
/// The flags in the upper half of an object's header word; the lower half is the number of its shape.
/// </summary>
/// <remarks>
/// Bits and meanings are those of PyPy's incminimark on 64-bit machines (rpython/memory/gc/incminimark.py, 2026-08;
/// recorded in rpy-misc.json). The bits from <see cref="YoungRaw"/> on are this engine's own, in room that PyPy leaves
/// unused.
/// </remarks>
internal static class HeaderFlags
{
    /// <summary>
    /// The write barrier is armed: the object is old, or a large array with cards, and has not been written since the last
    /// minor collection.
    /// </summary>
    public const ulong TrackYoungPointers = 1UL << 32;

    /// <summary>A prebuilt object that was never written, so not yet a root.</summary>
    public const ulong NoHeapPointers = 1UL << 33;

    /// <summary>Black: seen by the current major collection; on pinned objects also used inside one minor collection.</summary>
    public const ulong Visited = 1UL << 34;

    /// <summary>A nursery object whose place in the old space is reserved already.</summary>
    public const ulong HasShadow = 1UL << 35;

    /// <summary>Used while finalizers are ordered: with <see cref="Visited"/> it makes four states.</summary>
    public const ulong FinalizationOrdering = 1UL << 36;

    /// <summary>A large array of references with a bit for each card in front of it.</summary>
    public const ulong HasCards = 1UL << 38;

    /// <summary>At least one card is marked.</summary>
    public const ulong CardsSet = 1UL << 39;

    /// <summary>A young raw-allocated object that this minor collection reached.</summary>
    public const ulong VisitedRaw = 1UL << 40;

    /// <summary>
    /// A nursery object that must not move; on an old object: it is listed as pointing to a pinned one already.
    /// </summary>
    public const ulong Pinned = 1UL << 41;

    /// <summary>The finalizer is not to be called (any more).</summary>
    public const ulong IgnoreFinalizer = 1UL << 42;

    /// <summary>Raw-allocated since the last minor collection. PyPy keeps these in a hash table instead.</summary>
    public const ulong YoungRaw = 1UL << 45;

    /// <summary>Storage that belongs to another object and is none of the program's: not counted as an object.</summary>
    public const ulong Part = 1UL << PartBit;

    /// <summary>Some fields, words or elements lie in the storage that the object refers to.</summary>
    public const ulong Scattered = 1UL << 47;

    /// <summary>Mask of the number of the shape.</summary>
    public const ulong ShapeMask = 0xFFFF_FFFF;

    /// <summary>Header of a nursery object that has been copied; its new address follows. All flags appear set.</summary>
    public const ulong Forwarded = unchecked((ulong)-42L);

    private const int PartBit = 46;

    /// <summary>Counts what the program knows as an object, without a branch.</summary>
    /// <param name="header">Header of an object of the collector.</param>
    /// <returns>0 for storage, else 1.</returns>
    public static long CountOf(ulong header) => 1 - (long)((header >> PartBit) & 1);
}
