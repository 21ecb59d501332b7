using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Clr.Host;

/// <summary>The host's collections since an engine was made, complete up to the moment of asking.</summary>
/// <param name="snapshotOf">Finds what the engine noted after a collection, or after the next one that it noted.</param>
internal sealed class HostEventLog(Func<long, HostSnapshot> snapshotOf) : IEventLog<GcEvent>, IDisposable
{
    private const int None = -1;

    /// <summary>How long to wait for events on their way; they take some ten milliseconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly UnmanagedList<GcEvent> _events = new();
    private readonly long _firstCollection = GC.CollectionCount(0);
    private readonly ObservationCost _costBefore = HostCollections.Instance.Cost;
    private int _next = HostCollections.Instance.Count;
    private long _collections;
    private long _givenUpAt;

    /// <summary>Record and event of a background collection that has not told its sizes yet.</summary>
    private (int Record, int Event) _background = (None, None);

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            Flush();
            return (int)_events.Count;
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

    /// <summary>Gets what listening has cost since the engine was made, up to the last collection.</summary>
    public ObservationCost Cost
    {
        get
        {
            long lost = Lost;
            ObservationCost now = HostCollections.Instance.Cost;
            return new(
                now.CpuNanoseconds - (_costBefore.CpuNanoseconds ?? 0),
                now.AllocatedBytes - _costBefore.AllocatedBytes,
                now.Events - _costBefore.Events,
                lost);
        }
    }

    /// <inheritdoc/>
    public GcEvent this[int index] => index >= 0 && index < _events.Count
        ? _events[index]
        : throw new ArgumentOutOfRangeException(nameof(index));

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

        CompleteBackground();
        for (int end = HostCollections.Instance.Count; _next < end; _next++)
        {
            Add(HostCollections.Instance.Get(_next));
        }
    }

    private void CompleteBackground()
    {
        if (_background.Event != None && HostCollections.Instance.Get(_background.Record) is { Sizes.Known: true } record)
        {
            Describe(ref _events[_background.Event], record);
            _background = (None, None);
        }
    }

    private void Add(HostRecord record)
    {
        if (record.Number > 0 && record.Number <= _firstCollection)
        {
            return; // Happened before the engine was made, told of afterwards.
        }

        bool collection = record.Number > 0;
        _collections += collection ? 1 : 0;
        HostSnapshot snapshot = snapshotOf(record.Number);
        bool exact = collection && snapshot.Number == record.Number;
        long clock = _events.Count == 0 ? 0 : _events[_events.Count - 1].AllocatedBytes;
        GcEvent made = new()
        {
            Kind = CollectionKind.Host,
            Cause = CauseOf(record.Reason),
            Generation = record.Generation,
            StartNanoseconds = record.StartNanoseconds,
            PauseNanoseconds = record.PauseNanoseconds,
            AllocatedBytes = collection ? Math.Max(clock, snapshot.AllocatedBytes) : clock,
            BeforeBytes = exact ? snapshot.BeforeBytes : GcEvent.Unknown,
            CommittedBytes = exact ? snapshot.CommittedBytes : GcEvent.Unknown,
            FragmentedBytes = exact ? snapshot.FragmentedBytes : GcEvent.Unknown,
            Mode = record.Mode,
            HostReason = record.Reason,
        };
        Describe(ref made, record);
        if (collection && record.Mode == CollectionMode.Background && !record.Sizes.Known)
        {
            _background = (_next, (int)_events.Count);
        }

        _events.Push(made);
    }

    private static void Describe(ref GcEvent target, HostRecord record)
    {
        target.Compacting = record.Compacting;
        if (record.Sizes is { Known: true } sizes)
        {
            target.AfterBytes = sizes.TotalBytes;
            target.CopiedBytes = sizes.PromotedBytes;
            target.Gen0AfterBytes = sizes.Gen0Bytes;
            target.Gen1AfterBytes = sizes.Gen1Bytes;
            target.Gen2AfterBytes = sizes.Gen2Bytes;
            target.LargeObjectAfterBytes = sizes.LargeBytes;
            target.PinnedHeapAfterBytes = sizes.PinnedBytes;
            target.FinalizationPromotedBytes = sizes.FinalizationPromotedBytes;
            target.FinalizersRun = sizes.FinalizationPromotedObjects;
            target.PinnedObjects = sizes.PinnedObjects;
        }
    }

    private static CollectionCause CauseOf(HostReason reason) => reason switch
    {
        HostReason.Induced or HostReason.InducedNotForced or HostReason.InducedCompacting or HostReason.InducedAggressive
            => CollectionCause.Explicit,
        HostReason.OutOfSpaceSmall or HostReason.OutOfSpaceLarge => CollectionCause.AllocationFailure,
        HostReason.Stress => CollectionCause.Stress,
        _ => CollectionCause.Host,
    };
}
