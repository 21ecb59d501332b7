using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Clr.Host;

/// <summary>
/// Makes records of collections from the host's events in their order. Several collections may begin in one stop of the
/// process (a young one and then a background one): the first carries the whole pause, the others none, so that pauses
/// are counted once and as long as they were.
/// </summary>
/// <remarks>
/// A background collection begins in one stop, ends its marking in another, and says what it did after that, while the
/// program runs; its record is completed then. Used under the lock of its owner.
/// </remarks>
internal sealed class HostStops : IDisposable
{
    private const int None = -1;
    private const int OldestGeneration = 2;
    private const int SuspendForGc = 1;
    private const int SuspendForGcPreparation = 6;
    private const int BackgroundType = 1;
    private const int ForegroundType = 2;

    /// <summary>Bit of the host's "global mechanisms" that says that the collection compacted.</summary>
    private const long CompactionMechanism = 2;

    private readonly UnmanagedList<HostRecord> _records = new();
    private readonly UnmanagedList<HostRecord> _open = new();
    private bool _stopped;
    private bool _secondStop;
    private long _stopStart;
    private long _restartBegin;
    private int _background = None;

    /// <summary>Gets the number of complete records.</summary>
    public int Count => (int)_records.Count;

    /// <summary>Gets the number of the last collection that began in a stop that has ended.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Gets a record.</summary>
    /// <param name="index">Its index.</param>
    public HostRecord this[int index] => _records[index];

    /// <summary>The host begins to stop the process.</summary>
    /// <param name="now">Time.</param>
    /// <param name="reason">Why, as the event says.</param>
    public void Suspend(long now, int reason)
    {
        _stopped = reason is SuspendForGc or SuspendForGcPreparation;
        _secondStop = reason == SuspendForGcPreparation;
        _stopStart = now;
        _restartBegin = now;
        _open.Clear();
    }

    /// <summary>A collection begins.</summary>
    /// <param name="now">Time.</param>
    /// <param name="number">Its number.</param>
    /// <param name="generation">Oldest generation collected.</param>
    /// <param name="reason">Why, as the event says.</param>
    /// <param name="type">Blocking, background or foreground, as the event says.</param>
    public void Start(long now, long number, int generation, int reason, int type) => _open.Push(
        new(_open.Count == 0 ? _stopStart : now)
        {
            Number = number,
            Generation = type == BackgroundType ? OldestGeneration : generation,
            Reason = (HostReason)reason,
            Mode = type switch
            {
                BackgroundType => CollectionMode.Background,
                ForegroundType => CollectionMode.Foreground,
                _ => CollectionMode.Blocking,
            },
        });

    /// <summary>The host tells how it collected.</summary>
    /// <param name="budgetBytes">Budget of generation 0 for the time after; 0 where it chose none.</param>
    /// <param name="mechanisms">What was done, one bit each.</param>
    public void Describe(long budgetBytes, long mechanisms)
    {
        if (Last(out HostRecord record, out bool background))
        {
            record.Compacting = (mechanisms & CompactionMechanism) == 0 ? 0 : 1;
            record.Gen0BudgetBytes = budgetBytes > 0 ? budgetBytes : GcEvent.Unknown;
            Put(record, background);
        }
    }

    /// <summary>The host tells the sizes after a collection.</summary>
    /// <param name="sizes">The sizes.</param>
    public void Measure(HostSizes sizes)
    {
        if (Last(out HostRecord record, out bool background))
        {
            record.Sizes = sizes;
            Put(record, background);
            if (background)
            {
                _background = None;
            }
        }
    }

    /// <summary>The host begins to let the process go on.</summary>
    /// <param name="now">Time.</param>
    public void RestartBegins(long now) => _restartBegin = now;

    /// <summary>The process goes on.</summary>
    /// <param name="now">Time.</param>
    /// <returns>False when it was stopped for something else, or for a collection that another thread had done already.</returns>
    public bool Restart(long now)
    {
        if (!_stopped)
        {
            return false;
        }

        _stopped = false;
        if (_open.Count == 0 && _secondStop)
        {
            _open.Push(new(_stopStart) { Generation = OldestGeneration, Mode = CollectionMode.Background });
        }

        for (nint i = 0; i < _open.Count; i++)
        {
            HostRecord record = _open[i];
            record.PauseNanoseconds = i == 0 ? now - _stopStart : 0;
            record.CountedNanoseconds = i == 0 ? _restartBegin - _stopStart : 0;
            LastNumber = Math.Max(LastNumber, record.Number);
            if (record is { Number: > 0, Mode: CollectionMode.Background })
            {
                _background = Count;
            }

            _records.Push(record);
        }

        bool any = _open.Count > 0;
        _open.Clear();
        return any;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _records.Dispose();
        _open.Dispose();
    }

    /// <summary>Finds the collection that the host speaks of: the last of this stop, else the one in the background.</summary>
    private bool Last(out HostRecord record, out bool background)
    {
        background = !_stopped || _open.Count == 0;
        if (!background)
        {
            record = _open[_open.Count - 1];
            return true;
        }

        record = _background == None ? default : _records[_background];
        return _background != None;
    }

    private void Put(HostRecord record, bool background)
    {
        if (background)
        {
            _records[_background] = record;
        }
        else
        {
            _open[_open.Count - 1] = record;
        }
    }
}
