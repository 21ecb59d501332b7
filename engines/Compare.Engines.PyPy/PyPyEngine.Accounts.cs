using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Events;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Modules;

namespace Compare.Engines.PyPy;

/// <content>Counts of objects and bytes, and the log of collections.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private readonly HookQueue _hookQueue = new();

    /// <summary>Old objects not yet reclaimed, storage not counted.</summary>
    private long _oldObjects;

    /// <summary>Objects ever allocated when the nursery was last emptied, less those that stayed pinned in it.</summary>
    private long _allocatedBeforeNursery;

    private long _copiedObjects;
    private long _copiedBytes;
    private long _peakUsedBytes;
    private long _peakCommittedBytes;
    private long _peakTotalMemory;
    private long _peakAllocatedMemory;
    private long _eventCpu;
    private long _collectionNanoseconds;

    /// <summary>Gets or sets who is told of each minor collection, step and major collection as it ends.</summary>
    internal IPyPyGcHooks EventSink { get; set; }

    /// <summary>Gets the objects not yet reclaimed.</summary>
    private long ObjectCount => _oldObjects + _types.AllocatedObjects() - _allocatedBeforeNursery;

    /// <summary>Gets the bytes of objects not yet reclaimed, memory outside the heap included.</summary>
    private long UsedBytes => TotalUsedBytes + NurseryUsedBytes + _outsideBytes;

    private long CommittedBytes => _nurseryMapping + _arenas.CommittedBytes + _rawBytes + _outsideBytes;

    private void Sample()
    {
        long used = UsedBytes;
        long committed = CommittedBytes;
        _peakUsedBytes = Math.Max(_peakUsedBytes, used);
        _peakCommittedBytes = Math.Max(_peakCommittedBytes, committed);
        _peakTotalMemory = Math.Max(_peakTotalMemory, TotalUsedBytes + _nurseryBytes);
        _peakAllocatedMemory = Math.Max(_peakAllocatedMemory, _arenas.MappedBytes + _rawBytes + _nurseryBytes);
        _timeline.Add(new(GcClock.Wall(), _types.AllocatedBytes(), used, committed));
    }

    private GcEvent BeginEvent(CollectionKind kind, int generation)
    {
        Sample();
        _options.Sampled?.Invoke(SampleMoment.BeforeCollection);
        _eventCpu = GcClock.ThreadCpu();
        return new()
        {
            Kind = kind,
            Cause = _cause,
            Generation = generation,
            StartNanoseconds = GcClock.Wall(),
            AllocatedBytes = _types.AllocatedBytes(),
            BeforeBytes = UsedBytes,
        };
    }

    private CountingSnapshot Snapshot() => new(ObjectCount, _markedObjects, _weakCleared, _toFinalize.Count);

    private void EndMinor(ref GcEvent record, CountingSnapshot before)
    {
        record.CopiedObjects = _survivedObjects;
        record.CopiedBytes = _survivedBytes;
        record.VisitedObjects = _survivedObjects;
        _copiedObjects += _survivedObjects;
        _copiedBytes += _survivedBytes;
        EndEvent(ref record, before);
        EventSink.OnMinor(new(
            1,
            record.PauseNanoseconds,
            record.PauseNanoseconds,
            record.PauseNanoseconds,
            TotalUsedBytes,
            _pinnedCount));
        if (_options.Verify || _parameters.DebugLevel > 1)
        {
            Verify();
        }
    }

    private void EndStep(ref GcEvent record, CountingSnapshot before, IncrementalState old)
    {
        _steps++;
        record.OldState = (long)old;
        record.NewState = (long)_state;
        record.VisitedObjects = _markedObjects - before.Marked;
        EndEvent(ref record, before);
        EventSink.OnCollectStep(new(
            1,
            record.PauseNanoseconds,
            record.PauseNanoseconds,
            record.PauseNanoseconds,
            old,
            _state,
            old != IncrementalState.Scanning && _state == IncrementalState.Scanning));
        bool isMajorDone = _state == IncrementalState.Finalizing;
        if (_options.Verify || (_parameters.DebugLevel > 0 && isMajorDone))
        {
            Verify();
        }
    }

    private void EndEvent(ref GcEvent record, CountingSnapshot before)
    {
        record.AfterBytes = UsedBytes;
        record.CommittedBytes = CommittedBytes;
        record.FreedObjects = before.Objects - ObjectCount;
        record.FreedBytes = record.BeforeBytes - record.AfterBytes;
        record.WeakCleared = _weakCleared - before.WeakCleared;
        record.FinalizersRun = _toFinalize.Count - before.Finalizable;
        record.PinnedObjects = _pinnedCount;
        _freedObjects += record.FreedObjects;
        record.CpuNanoseconds = GcClock.ThreadCpuSince(_eventCpu);
        record.PauseNanoseconds = GcClock.Wall() - record.StartNanoseconds;
        _collectionNanoseconds += record.PauseNanoseconds;
        _events.Add(record);
        Sample();
        _options.Sampled?.Invoke(SampleMoment.AfterCollection);
        if (_hookQueue.HasListener)
        {
            Pending = 1;
        }
    }
}
