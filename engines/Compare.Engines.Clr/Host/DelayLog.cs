using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Clr.Host;

/// <summary>
/// Measures how late calls are delivered. The end of a collection is told some milliseconds after it, when the calls may have
/// been made already: so calls are summed up by collection, and the sums are settled when the delays are asked for.
/// </summary>
/// <remarks>Native memory: a long list of finalizers leaves nothing behind on the heap that is measured.</remarks>
internal sealed class DelayLog : IDisposable
{
    private readonly UnmanagedList<DelayBatch> _open = new();
    private CallDelays _settled;

    /// <summary>Gets a value indicating whether calls wait for the end of their collection to be known.</summary>
    public bool HasOpen => _open.Count > 0;

    /// <summary>Gets the number of the latest collection whose end must be known; 0 when there is none.</summary>
    public long LatestCollection => HasOpen ? _open[_open.Count - 1].Collection : 0;

    /// <summary>Notes a call that is about to be made.</summary>
    /// <param name="collection">Number of the collection that found the object dead.</param>
    /// <param name="nanoseconds">Wall clock.</param>
    /// <param name="bytes">Allocation clock.</param>
    public void Note(long collection, long nanoseconds, long bytes)
    {
        if (LatestCollection != collection)
        {
            _open.Push(new(collection, nanoseconds, bytes));
        }

        ref DelayBatch batch = ref _open[_open.Count - 1];
        batch.Calls++;
        batch.LastNanoseconds = nanoseconds - batch.FirstNanoseconds;
        batch.LaterNanoseconds += batch.LastNanoseconds;
        batch.LastBytes = bytes - batch.FirstBytes;
        batch.LaterBytes += batch.LastBytes;
    }

    /// <summary>Settles all calls.</summary>
    /// <param name="endOf">Tells wall clock and allocation clock at the end of a collection, or at the moment nearest to it that is known.</param>
    /// <returns>The delays of all calls so far.</returns>
    public CallDelays Read(Func<DelayBatch, (long Nanoseconds, long Bytes)> endOf)
    {
        for (nint i = 0; i < _open.Count; i++)
        {
            DelayBatch batch = _open[i];
            (long end, long clock) = endOf(batch);
            long nanoseconds = Math.Max(0, batch.FirstNanoseconds - end);
            long bytes = Math.Max(0, batch.FirstBytes - clock);
            _settled = new(
                _settled.Calls + batch.Calls,
                _settled.TotalNanoseconds + (batch.Calls * nanoseconds) + batch.LaterNanoseconds,
                Math.Max(_settled.MaxNanoseconds, nanoseconds + batch.LastNanoseconds),
                _settled.TotalBytes + (batch.Calls * bytes) + batch.LaterBytes,
                Math.Max(_settled.MaxBytes, bytes + batch.LastBytes));
        }

        _open.SetCount(0);
        return _settled;
    }

    /// <inheritdoc/>
    public void Dispose() => _open.Dispose();
}
