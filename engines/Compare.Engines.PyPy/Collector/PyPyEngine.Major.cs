using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.PyPy;

/// <content>The incremental major collection: one step after a minor collection, until the cycle is done.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>A sweeping step covers as many bytes as this many nurseries could hold.</summary>
    private const int SweptNurseriesPerStep = 3;

    private IncrementalState _state;
    private MajorThreshold _threshold;

    /// <summary>Bytes that became old since the major collection began.</summary>
    private long _madeOld;

    /// <summary>What <see cref="_madeOld"/> may reach before another step is due.</summary>
    private long _madeOldThreshold;

    private readonly long _incrementStep;
    private int _arenasBeforeSweep;
    private long _rawBytesBeforeSweep;

    /// <summary>Whether the bound of the heap has been reported to the program once.</summary>
    private bool _isMaxHeapReported;

    /// <summary>Empties the nursery and, when it is due, advances the major collection.</summary>
    /// <param name="extra">Bytes of a large allocation that waits.</param>
    /// <param name="force">Whether to advance when automatic collection is off.</param>
    internal void CollectMinorWithProgress(long extra, bool force = false)
    {
        CollectMinor();
        if (!force && !_isAutomatic)
        {
            return;
        }

        if (_state == IncrementalState.Scanning && !IsThresholdReached(extra))
        {
            return;
        }

        StepMajor(extra);
        while (_state != IncrementalState.Scanning
            && (_madeOldThreshold < extra || _madeOld > _madeOldThreshold - extra))
        {
            CollectMinor();
            StepMajor(extra);
        }
    }

    /// <summary>Does one step of the major collection; the nursery is empty but for pinned objects.</summary>
    /// <param name="reserving">Bytes of a large allocation that waits.</param>
    internal void StepMajor(long reserving)
    {
        IncrementalState old = _state;
        GcEvent record = BeginEvent(CollectionKind.Increment, generation: 1);
        CountingSnapshot before = Snapshot();
        _madeOldThreshold += _nurseryBytes / 2;
        bool isOverBound = false;
        switch (_state)
        {
            case IncrementalState.Scanning:
                BeginMarking();
                break;
            case IncrementalState.Marking:
                ContinueMarking();
                break;
            case IncrementalState.Sweeping:
                isOverBound = ContinueSweeping(reserving);
                break;
            default:
                _state = IncrementalState.Scanning;
                TriggerFinalizers();
                break;
        }

        if (isOverBound)
        {
            _state = IncrementalState.Scanning;
        }

        EndStep(ref record, before, old);
        if (isOverBound)
        {
            ReportMaxHeap(reserving);
        }
    }

    /// <summary>Tells whether the next major collection is due.</summary>
    private bool IsThresholdReached(long extra) => _threshold.IsReached(TotalUsedBytes, extra);

    private void BeginMarking()
    {
        _madeOld = 0;
        _madeOldThreshold = _nurseryBytes / 2;
        _toTrace.Clear();
        _moreToTrace.Clear();
        ScanRoots();
        _state = IncrementalState.Marking;
    }

    private void ContinueMarking()
    {
        long budget = Math.Max(_incrementStep, _survivedBytes * 2);
        long left = Mark(budget);
        if (left >= budget / 2 && _moreToTrace.Count != 0)
        {
            (_toTrace, _moreToTrace) = (_moreToTrace, _toTrace);
            MarkAll();
        }

        if (_toTrace.Count == 0 && _moreToTrace.Count == 0)
        {
            EndMarking();
        }
    }

    /// <summary>Everything reachable is marked: what is not is dead, unless a finalizer is to see it.</summary>
    private void EndMarking()
    {
        ScanFinalizerQueue();
        MarkAll();
        _keptByFinalizers = 0;
        if (_oldFinalizable.Count != 0)
        {
            OrderFinalization();
        }
        else
        {
            SettleOldWeakPointers();
        }

        RunOldDestructors();
        _arenas.PrepareSweep();
        (_rawToSweep, _oldRaw) = (_oldRaw, _rawToSweep);
        _oldRaw.Clear();
        PrunePointersToPinned();
        _arenasBeforeSweep = _arenas.ArenaCount;
        _rawBytesBeforeSweep = _rawBytes;
        _state = IncrementalState.Sweeping;
    }

    /// <summary>Frees some of what is not marked.</summary>
    /// <returns>True when the collection is over and the heap still exceeds its bound.</returns>
    private bool ContinueSweeping(long reserving)
    {
        if (_rawToSweep.Count != 0)
        {
            SweepRaw(SweptNurseriesPerStep * _nurseryBytes / _parameters.SmallRequestThreshold);
            return false;
        }

        SweepJudge judge = default;
        bool isDone = _arenas.Sweep(ref judge, SweptNurseriesPerStep * _nurseryBytes / _parameters.PageBytes);
        _oldObjects -= judge.FreedObjects;
        if (!isDone)
        {
            return false;
        }

        _majorCollections++;
        double live = Math.Max(0, TotalUsedBytes - _keptByFinalizers);
        bool isBounded = _threshold.SetAfterCollection(live, reserving);
        _state = IncrementalState.Finalizing;
        EventSink.OnCollect(new(
            1,
            _majorCollections,
            _arenasBeforeSweep,
            _arenas.ArenaCount,
            _arenas.UsedBytes,
            _rawBytesBeforeSweep,
            _rawBytes,
            _pinnedCount));
        return isBounded && IsThresholdReached(reserving);
    }

    /// <summary>Runs the major collection until it is in a state.</summary>
    private void CollectUntil(IncrementalState state)
    {
        while (_state != state)
        {
            CollectMinor();
            StepMajor(0);
        }
    }

    /// <summary>Finishes a collection that runs, then does a whole one: what gc.collect() does.</summary>
    private void CollectMajor()
    {
        CollectUntil(IncrementalState.Scanning);
        CollectUntil(IncrementalState.Marking);
        CollectUntil(IncrementalState.Scanning);
    }
}
