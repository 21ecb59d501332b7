using System.Diagnostics.Tracing;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Clr.Host;

/// <summary>
/// Listens to the host runtime's own events and logs every stop of the process for a collection, measured by the host
/// itself from the begin of the suspension to the end of the restart. One for the process, from the first engine on.
/// </summary>
/// <remarks>
/// Events arrive on a thread of the host, some milliseconds late but in order and with the time at which they happened.
/// The log is in native memory; the host itself allocates a few objects for each event that it hands over.
/// </remarks>
internal sealed class HostCollections : EventListener
{
    private const string RuntimeSource = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords GarbageCollection = (EventKeywords)1;
    private const int GcStart = 1;
    private const int RestartEnd = 3;
    private const int HeapStats = 4;
    private const int SuspendBegin = 9;
    private const int BackgroundType = 1;
    private const int SuspendForGc = 1;
    private const int SuspendForGcPreparation = 6;
    private const int OldestGeneration = 2;
    private const int HeapStatsGenerations = 4;
    private const long NanosecondsPerTick = 100;

    private static readonly Lazy<HostCollections> s_instance = new(() => new());

    private readonly object _gate = new();
    private readonly UnmanagedList<HostRecord> _records = new();
    private long _clockOffsetNanoseconds;
    private long _lastNumber;
    private bool _stopped;
    private HostRecord _open;

    private HostCollections()
    {
    }

    /// <summary>Gets the listener, starting it at the first use.</summary>
    public static HostCollections Instance => s_instance.Value;

    /// <summary>Gets the number of records so far.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return (int)_records.Count;
            }
        }
    }

    /// <summary>Gets a record.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The record.</returns>
    public HostRecord Get(int index)
    {
        lock (_gate)
        {
            return _records[index];
        }
    }

    /// <summary>Waits until the stop in which a collection began has been logged.</summary>
    /// <param name="number">Number of the collection, as <see cref="GC.CollectionCount(int)"/> of generation 0 counts them.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <returns>False when it was not logged in time.</returns>
    public bool WaitFor(long number, TimeSpan patience)
    {
        long deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (_gate)
        {
            while (_lastNumber < number)
            {
                long left = deadline - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_gate, (int)left))
                {
                    return _lastNumber >= number;
                }
            }

            return true;
        }
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == RuntimeSource)
        {
            EnableEvents(eventSource, EventLevel.Informational, GarbageCollection);

            // Event times are on the system's calendar clock as it was when the session began, counted on by the clock
            // that ours is read from: one reading of both, taken now, gives the distance for good.
            long calendar = TimeProvider.System.GetUtcNow().UtcTicks * NanosecondsPerTick;
            _clockOffsetNanoseconds = GcClock.Wall() - calendar;
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        long now = (eventData.TimeStamp.Ticks * NanosecondsPerTick) + _clockOffsetNanoseconds;
        switch (eventData.EventId)
        {
            case SuspendBegin:
                int reason = (int)Number(eventData, 0);
                _stopped = reason is SuspendForGc or SuspendForGcPreparation;
                _open = new(now, 0, 0, 0, reason == SuspendForGcPreparation ? OldestGeneration : -1, -1, -1, -1);
                break;
            case GcStart:
                AddCollection(eventData);
                break;
            case HeapStats when _stopped:
                AddSizes(eventData);
                break;
            case RestartEnd when _stopped:
                Close(now);
                break;
        }
    }

    private static long Number(EventWrittenEventArgs eventData, int index) =>
        Convert.ToInt64(eventData.Payload![index], System.Globalization.CultureInfo.InvariantCulture);

    private void AddCollection(EventWrittenEventArgs eventData)
    {
        long number = Number(eventData, 0);
        bool background = Number(eventData, 3) == BackgroundType;
        _open = _open with
        {
            FirstNumber = _open.Collections == 0 ? number : _open.FirstNumber,
            Collections = _open.Collections + 1,
            Generation = Math.Max(_open.Generation, background ? OldestGeneration : (int)Number(eventData, 1)),
            Reason = _open.Collections == 0 ? (int)Number(eventData, 2) : _open.Reason,
        };
    }

    private void AddSizes(EventWrittenEventArgs eventData)
    {
        // Payload: size and promoted bytes of generations 0, 1, 2 and large objects in turn.
        long after = 0;
        long promoted = 0;
        for (int i = 0; i < HeapStatsGenerations; i++)
        {
            after += Number(eventData, 2 * i);
            promoted += Number(eventData, (2 * i) + 1);
        }

        _open = _open with { AfterBytes = after, PromotedBytes = promoted };
    }

    private void Close(long now)
    {
        _stopped = false;
        if (_open.Collections == 0 && _open.Generation < 0)
        {
            return; // Stopped for a collection that another thread had done already.
        }

        lock (_gate)
        {
            _records.Push(_open with { PauseNanoseconds = now - _open.StartNanoseconds });
            _lastNumber = Math.Max(_lastNumber, _open.FirstNumber + _open.Collections - 1);
            Monitor.PulseAll(_gate);
        }
    }
}
