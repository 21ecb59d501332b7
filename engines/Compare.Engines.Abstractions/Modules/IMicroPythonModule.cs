namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// What MicroPython's modules <c>gc</c> and <c>micropython</c> tell of the heap, beyond <see cref="Heaps.IHeapControl"/>, which
/// has collect, enable and disable.
/// </summary>
public interface IMicroPythonModule
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
}
