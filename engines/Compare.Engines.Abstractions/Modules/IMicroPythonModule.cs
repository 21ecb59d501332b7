namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// What MicroPython's modules <c>gc</c>, <c>micropython</c> and <c>weakref</c> offer beyond
/// <see cref="Heaps.IHeapControl"/>, which has collect, enable and disable.
/// </summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IMicroPythonModule<TRef>
    where TRef : struct
{
    /// <summary>
    /// Gets or sets the bytes allocated that start a collection (<c>gc.threshold</c>): kept as whole blocks; negative for
    /// never; 0 collects before every allocation.
    /// </summary>
    long Threshold { get; set; }

    /// <summary>Gets the free bytes (<c>gc.mem_free</c>), what the heap could still grow by included. Walks the heap.</summary>
    long FreeBytes { get; }

    /// <summary>Gets the used bytes (<c>gc.mem_alloc</c>).</summary>
    long UsedBytes { get; }

    /// <summary>Gets how often the heap is locked (<c>micropython.heap_locked</c>).</summary>
    int LockDepth { get; }

    /// <summary>Locks the heap once more (<c>micropython.heap_lock</c>): each allocation fails, nothing is freed.</summary>
    void LockHeap();

    /// <summary>Takes one lock away (<c>micropython.heap_unlock</c>).</summary>
    /// <returns>The locks that remain.</returns>
    /// <exception cref="InvalidOperationException">The heap is not locked.</exception>
    int UnlockHeap();

    /// <summary>Gets the numbers of <c>micropython.mem_info()</c>. Walks the heap.</summary>
    /// <returns>The numbers.</returns>
    BlockHeapInformation GetInformation();

    /// <summary>Gets the lines that <c>micropython.mem_info(1)</c> prints of the heap, with addresses masked as ADDR.</summary>
    /// <returns>Totals, counts, and the map of each area, lines ended by a line feed.</returns>
    string GetReport();

    /// <summary>Gets the state of every block, for pictures.</summary>
    /// <returns>One list an area.</returns>
    IReadOnlyList<IReadOnlyList<BlockState>> GetMap();

    /// <summary>Frees an object that nothing refers to any more (<c>gc_free</c>), with its parts; does nothing while the heap is locked.</summary>
    /// <param name="local">A local with the only reference; becomes null unless the heap is locked.</param>
    void Free(ref TRef local);

    /// <summary>
    /// Makes a <c>weakref.finalize</c>: a weak reference that is kept until its target dies, and whose callback is called
    /// before those of others. May collect.
    /// </summary>
    /// <param name="local">Receives it.</param>
    /// <param name="target">A local with its target.</param>
    /// <param name="tag">What the callback is told.</param>
    /// <exception cref="InvalidOperationException">The target's type has no weak references, or the build has none.</exception>
    void NewFinalize(ref TRef local, ref TRef target, long tag);

    /// <summary>Makes a weak reference dead without a callback (<c>finalize.detach</c>).</summary>
    /// <param name="weak">A weak reference.</param>
    /// <returns>False when it was dead already.</returns>
    bool Detach(TRef weak);
}
