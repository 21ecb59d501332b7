using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.Clr.Host;

/// <summary>The host's collections since an engine was made, complete up to the moment of asking.</summary>
/// <param name="snapshotOf">Finds what the engine noted after a collection, or after the next one that it noted.</param>
internal sealed class HostEventLog(Func<long, HostSnapshot> snapshotOf) : IEventLog<GcEvent>, IDisposable
{
    /// <summary>How long to wait for events on their way; they take some ten milliseconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly EventLog<GcEvent> _events = new();
    private readonly long _firstCollection = GC.CollectionCount(0);
    private int _next = HostCollections.Instance.Count;
    private long _collections;
    private long _givenUpAt;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            Flush();
            return _events.Count;
        }
    }

    /// <summary>Gets the collections that the host counts and that no event has told of; 0 when nothing was lost.</summary>
    public long Lost
    {
        get
        {
            long counted = GC.CollectionCount(0) - _firstCollection;
            Flush();
            return Math.Max(0, counted - _collections);
        }
    }

    /// <inheritdoc/>
    public GcEvent this[int index] => _events[index];

    /// <inheritdoc/>
    public void Dispose() => _events.Dispose();

    private void Flush()
    {
        long counted = GC.CollectionCount(0);
        if (counted - _firstCollection > _collections && counted > _givenUpAt
            && !HostCollections.Instance.WaitFor(counted, s_patience))
        {
            _givenUpAt = counted; // Waited for once; a collection lost stays lost.
        }

        for (int end = HostCollections.Instance.Count; _next < end; _next++)
        {
            Add(HostCollections.Instance.Get(_next));
        }
    }

    private void Add(HostRecord record)
    {
        if (record.Collections > 0 && record.FirstNumber <= _firstCollection)
        {
            return; // Happened before the engine was made, told of afterwards.
        }

        _collections += record.Collections;
        HostSnapshot snapshot = snapshotOf(record.FirstNumber);
        bool exact = record.Collections > 0 && snapshot.Number == record.FirstNumber;
        long clock = _events.Count == 0 ? 0 : _events[_events.Count - 1].AllocatedBytes;
        _events.Add(new()
        {
            Kind = CollectionKind.Host,
            Cause = CauseOf(record.Reason),
            Generation = record.Generation,
            StartNanoseconds = record.StartNanoseconds,
            PauseNanoseconds = record.PauseNanoseconds,
            AllocatedBytes = record.Collections == 0 ? clock : Math.Max(clock, snapshot.AllocatedBytes),
            BeforeBytes = exact ? snapshot.BeforeBytes : GcEvent.Unknown,
            AfterBytes = record.AfterBytes,
            CommittedBytes = exact ? snapshot.CommittedBytes : GcEvent.Unknown,
            CopiedBytes = record.PromotedBytes,
        });
    }

    /// <summary>Translates the host's reasons (GCReason of the runtime's event manifest).</summary>
    private static CollectionCause CauseOf(int reason) => reason switch
    {
        1 or 7 or 9 or 10 => CollectionCause.Explicit,
        5 or 6 => CollectionCause.AllocationFailure,
        8 => CollectionCause.Stress,
        _ => CollectionCause.Host,
    };
}
