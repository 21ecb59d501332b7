using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Clr.Host;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.Clr;

/// <content>How late callbacks and finalizers are delivered.</content>
/// <remarks>
/// Counted from our own clock on the host's finalizer thread and not from the host's events: these arrive later than the
/// calls, and their times are some tenths of a millisecond off.
/// </remarks>
public sealed unsafe partial class ClrEngine
{
    private CallDelays _delays;

    /// <summary>The latest collection. Used by the finalizer thread only.</summary>
    private CollectionNote _note;

    /// <summary>The first collection after the last look at the weak references. Guarded by the lock of the types.</summary>
    private CollectionNote _noteAfterScan;

    /// <summary>Notes that the host has collected. Called on the host's finalizer thread.</summary>
    /// <returns>The note of the latest collection.</returns>
    internal CollectionNote NoteCollection()
    {
        long number = GC.CollectionCount(0);
        if (number != _note.Number)
        {
            lock (_typesLock)
            {
                _note = new(number, GcClock.Wall(), _types.AllocatedBytes());
                if (_noteAfterScan.Number <= _weakScannedAt)
                {
                    _noteAfterScan = _note;
                }
            }
        }

        return _note;
    }

    /// <summary>Begins a look at the weak references.</summary>
    /// <param name="collections">Collections so far.</param>
    /// <returns>
    /// The collection that is taken to have cleared what is found dead: the first since the last look, since which of several
    /// it was is not known and no delay is to be reported too short.
    /// </returns>
    private CollectionNote BeginScan(int collections)
    {
        lock (_typesLock)
        {
            CollectionNote found = _noteAfterScan.Number > _weakScannedAt
                ? _noteAfterScan
                : new(collections, GcClock.Wall(), _types.AllocatedBytes());
            _weakScannedAt = collections;
            return found;
        }
    }

    /// <summary>Notes that a call is about to be made.</summary>
    private void NoteCall(CollectionNote found)
    {
        long nanoseconds = GcClock.Wall() - found.Nanoseconds;
        long bytes = _types.AllocatedBytes() - found.Bytes;
        _delays = new(
            _delays.Calls + 1,
            _delays.TotalNanoseconds + nanoseconds,
            Math.Max(_delays.MaxNanoseconds, nanoseconds),
            _delays.TotalBytes + bytes,
            Math.Max(_delays.MaxBytes, bytes));
    }
}
