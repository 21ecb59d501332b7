using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.PyPy;

/// <content>
/// Bounds of the heap. PyPy's own (max) is looked at when a major collection ends; the heap limit of a run is never exceeded:
/// nursery, old objects and memory outside together stay below it.
/// </content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private bool _isClosed;

    /// <summary>Makes sure that all of the nursery could become old.</summary>
    /// <param name="wanted">Bytes of the allocation that waits.</param>
    private void RequireHeadroom(nint wanted)
    {
        ThrowIfClosed(wanted);
        if (_options.HeapLimitBytes is { } limit && LimitedBytes + NurseryUsedBytes > limit)
        {
            CollectMajor();
            if (LimitedBytes + wanted > limit)
            {
                // Closed, so that no allocation can add to what is over the limit already.
                EndRun();
                NurseryFree = NurseryTop;
                _runStart = NurseryFree;
                _nextBarrier = (int)_barriers.Count;
                throw Exhausted(wanted);
            }
        }
    }

    /// <summary>Makes sure that there is room for memory outside the nursery.</summary>
    /// <param name="bytes">Bytes wanted.</param>
    private void RequireRoomFor(nint bytes)
    {
        ThrowIfClosed(bytes);
        if (_options.HeapLimitBytes is { } limit && LimitedBytes + NurseryUsedBytes + bytes > limit)
        {
            CollectMajor();
            if (LimitedBytes + NurseryUsedBytes + bytes > limit)
            {
                throw Exhausted(bytes);
            }
        }
    }

    private void ThrowIfClosed(nint wanted)
    {
        if (_isClosed)
        {
            throw MaxHeapExceeded(wanted);
        }
    }

    /// <summary>Gets what the heap limit bounds, without the objects in the nursery.</summary>
    private long LimitedBytes => _nurseryBytes + TotalUsedBytes + _outsideBytes;

    /// <summary>Gets the bound of the threshold that a heap limit implies; 0 for none.</summary>
    private double OldSpaceLimit() => _options.HeapLimitBytes is { } limit
        ? Math.Max(limit - (2 * _parameters.NurseryBytes), _parameters.NurseryBytes)
        : 0;

    /// <summary>
    /// Answers a heap that exceeds its bound (max) after a whole collection: first the program is told, and may free memory
    /// and go on; the second time PyPy ends the process, and here no allocation succeeds any more.
    /// </summary>
    private void ReportMaxHeap(long reserving)
    {
        if (_parameters.MaxHeap <= 0)
        {
            return; // The bound is the heap limit's, which has stricter guards.
        }

        _isClosed = _isMaxHeapReported;
        _isMaxHeapReported = true;
        throw MaxHeapExceeded(reserving);
    }

    private HeapExhaustedException MaxHeapExceeded(long bytes) =>
        new(bytes, (long)_parameters.MaxHeap, TotalUsedBytes, largestFreeRunBytes: null);

    private HeapExhaustedException Exhausted(nint bytes) =>
        new(bytes, _options.HeapLimitBytes, UsedBytes, largestFreeRunBytes: null);
}
