using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Clr.Host;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.Clr;

/// <content>How late callbacks and finalizers are delivered.</content>
public sealed unsafe partial class ClrEngine
{
    /// <summary>How long to wait for the host to tell when its last collection ended; it takes some ten milliseconds.</summary>
    private static readonly TimeSpan s_endPatience = TimeSpan.FromMilliseconds(500);

    private readonly DelayLog _delays = new();
    private int _endRecord;
    private nint _endSnapshot;

    /// <summary>Notes that a call is about to be made.</summary>
    /// <param name="collection">Number of the collection that found the object dead.</param>
    private void NoteCall(long collection) => _delays.Note(collection, GcClock.Wall(), _types.AllocatedBytes());

    private CallDelays ReadDelays()
    {
        if (_delays.HasOpen)
        {
            HostCollections.Instance.WaitFor(_delays.LatestCollection, s_endPatience);
            (_endRecord, _endSnapshot) = (0, 0);
        }

        return _delays.Read(EndOf);
    }

    /// <summary>
    /// Finds the end of a collection. Nearly always asked in rising order; an event that was lost is replaced by the first
    /// call itself, so that its delay counts from there.
    /// </summary>
    private (long Nanoseconds, long Bytes) EndOf(DelayBatch batch)
    {
        long end = batch.FirstNanoseconds;
        for (int count = HostCollections.Instance.Count; _endRecord < count; _endRecord++)
        {
            HostRecord record = HostCollections.Instance.Get(_endRecord);
            if (record.FirstNumber > batch.Collection)
            {
                break;
            }

            if (record.FirstNumber + record.Collections > batch.Collection)
            {
                end = record.StartNanoseconds + record.PauseNanoseconds;
                break;
            }
        }

        lock (_typesLock)
        {
            while (_endSnapshot < _snapshots.Count && _snapshots[_endSnapshot].Number < batch.Collection)
            {
                _endSnapshot++;
            }

            long bytes = _endSnapshot < _snapshots.Count ? _snapshots[_endSnapshot].AllocatedBytes : batch.FirstBytes;
            return (end, bytes);
        }
    }
}
