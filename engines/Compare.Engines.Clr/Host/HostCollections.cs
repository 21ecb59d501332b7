using System.Diagnostics.Tracing;
using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.Clr.Host;

/// <summary>
/// Listens to the host runtime's own events and logs every collection and every stop of the process for one, measured by
/// the host itself from the begin of the suspension to the end of the restart. One for the process, from the first
/// engine on.
/// </summary>
/// <remarks>
/// Events arrive on one thread of the host that does nothing else, some milliseconds late but in order and with the time
/// at which they happened. The log is in native memory; the host allocates objects for each event that it hands over,
/// and that thread's own counters say how many bytes and how much time that was.
/// </remarks>
internal sealed class HostCollections : EventListener
{
    private const string RuntimeSource = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords GarbageCollection = (EventKeywords)1;
    private const long NanosecondsPerTick = 100;

    /// <summary>Numbers of the events that are looked at, in the runtime's event manifest.</summary>
    private const int GcStart = 1;
    private const int RestartEnd = 3;
    private const int HeapStats = 4;
    private const int RestartBegin = 7;
    private const int SuspendBegin = 9;
    private const int GlobalHeapHistory = 205;

    private static readonly Lazy<HostCollections> s_instance = new(() => new());

    private readonly object _gate = new();
    private readonly HostStops _stops = new();
    private long _clockOffsetNanoseconds;
    private long _events;
    private ObservationCost _cost;

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
                return _stops.Count;
            }
        }
    }

    /// <summary>Gets what listening has cost up to the last stop that was logged, since the process began; nothing is counted as lost.</summary>
    public ObservationCost Cost
    {
        get
        {
            lock (_gate)
            {
                return _cost;
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
            return _stops[index];
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
            while (_stops.LastNumber < number)
            {
                long left = deadline - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_gate, (int)left))
                {
                    return _stops.LastNumber >= number;
                }
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _stops.Dispose();
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
        lock (_gate)
        {
            _events++;
            switch (eventData.EventId)
            {
                case SuspendBegin:
                    _stops.Suspend(now, (int)Number(eventData, 0));
                    break;
                case GcStart:
                    // Payload: number, generation, reason, type.
                    _stops.Start(
                        now, Number(eventData, 0), (int)Number(eventData, 1), (int)Number(eventData, 2), (int)Number(eventData, 3));
                    break;
                case GlobalHeapHistory:
                    // Payload: budget of generation 0, heaps, generation, reductions of generation 0, reason, mechanisms.
                    _stops.Describe(Number(eventData, 0), Number(eventData, 5));
                    break;
                case HeapStats:
                    _stops.Measure(Sizes(eventData));
                    break;
                case RestartBegin:
                    _stops.RestartBegins(now);
                    break;
                case RestartEnd when _stops.Restart(now):
                    NoteCost();
                    Monitor.PulseAll(_gate);
                    break;
            }
        }
    }

    private static long Number(EventWrittenEventArgs eventData, int index) =>
        Convert.ToInt64(eventData.Payload![index], CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads the sizes. Payload: size and promoted bytes of generations 0, 1, 2 and of large objects in turn, bytes and
    /// objects promoted for finalization, pinned objects, two counts, the runtime's number, and the same two sizes of the
    /// pinned object heap.
    /// </summary>
    private static HostSizes Sizes(EventWrittenEventArgs eventData) => new(
        Known: true,
        Gen0Bytes: Number(eventData, 0),
        Gen1Bytes: Number(eventData, 2),
        Gen2Bytes: Number(eventData, 4),
        LargeBytes: Number(eventData, 6),
        PinnedBytes: Number(eventData, 14),
        PromotedBytes: Number(eventData, 1) + Number(eventData, 3) + Number(eventData, 5) + Number(eventData, 7) + Number(eventData, 15),
        FinalizationPromotedBytes: Number(eventData, 8),
        FinalizationPromotedObjects: Number(eventData, 9),
        PinnedObjects: Number(eventData, 10));

    /// <summary>Reads the counters of this thread, which the host keeps for nothing but handing over events.</summary>
    private void NoteCost()
    {
        long cpu = GcClock.ThreadCpu();
        _cost = new(
            cpu == GcEvent.Unknown ? null : cpu, GC.GetAllocatedBytesForCurrentThread(), _events, LostCollections: 0);
    }
}
