using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>PyPy's gc module.</content>
internal sealed unsafe partial class PyPyEngine<TProbe> : IPyPyGcModule<ObjectReference>
{
    /// <summary>Factor from the value of an integer to its id, which has no object of its own.</summary>
    private const int TaggedIdShift = 4;

    /// <summary>Tag of an integer's id.</summary>
    private const long IntegerIdTag = 1;

    /// <summary>Tag of a float's id.</summary>
    private const long FloatIdTag = 5;

    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Whether the next step of gc.collect_step() runs finalizers.</summary>
    private bool _isUserDelStep;

    /// <summary>Gets the rules by which containers grow.</summary>
    internal PyPyGrowthRules GrowthRules { get; } = new();

    /// <summary>Gets the forms of Python's objects.</summary>
    internal PyPyObjectRules ObjectRules { get; } = new();

    /// <inheritdoc/>
    IPyPyGcHooks? IPyPyGcModule<ObjectReference>.Hooks
    {
        get => _hookQueue.Listener;
        set => _hookQueue.Listener = value;
    }

    /// <inheritdoc/>
    public bool AreFinalizersEnabled => _finalizersDisabled == 0;

    /// <inheritdoc/>
    public GcCollectStepStats CollectStep()
    {
        _cause = CollectionCause.Explicit;
        if (_isUserDelStep)
        {
            long start = Heap.Events.GcClock.Wall();
            _isUserDelStep = false;
            DeliverFinalizers(isInterrupted: true);
            long time = Heap.Events.GcClock.Wall() - start;
            return new(1, time, time, time, IncrementalState.UserDel, IncrementalState.Scanning, IsMajorDone: true);
        }

        IncrementalState old = _state;
        CollectMinor();
        StepMajor(0);
        _isUserDelStep = old != IncrementalState.Scanning && _state == IncrementalState.Scanning;
        long pause = _events[_events.Count - 1].PauseNanoseconds;
        IncrementalState next = _isUserDelStep ? IncrementalState.UserDel : _state;
        return new(1, pause, pause, pause, old, next, IsMajorDone: false);
    }

    /// <inheritdoc/>
    void IPyPyGcModule<ObjectReference>.CollectMinor()
    {
        _cause = CollectionCause.Explicit;
        CollectMinor();
    }

    /// <inheritdoc/>
    public PyPyMemoryStats GetStatistics(bool withMemoryPressure)
    {
        long used = TotalUsedBytes + _nurseryBytes;
        long allocated = _arenas.MappedBytes + _rawBytes + _nurseryBytes;
        return new(
            used,
            Math.Max(_peakTotalMemory, used),
            _arenas.UsedBytes,
            _rawBytes,
            _nurseryBytes,
            allocated,
            Math.Max(_peakAllocatedMemory, allocated),
            withMemoryPressure ? _outsideBytes : null,
            _collectionNanoseconds / NanosecondsPerMillisecond);
    }

    /// <inheritdoc/>
    public void DisableFinalizers() => _finalizersDisabled++;

    /// <inheritdoc/>
    public void EnableFinalizers()
    {
        if (_finalizersDisabled == 0)
        {
            throw new InvalidOperationException("Finalizers are not disabled.");
        }

        if (--_finalizersDisabled == 0)
        {
            DeliverFinalizers(isInterrupted: false);
        }
    }

    /// <inheritdoc/>
    void IPyPyGcModule<ObjectReference>.AddMemoryPressure(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        AddMemoryPressure(bytes);
    }

    /// <inheritdoc/>
    public bool Pin(ObjectReference obj) => Pin(obj.Address);

    /// <inheritdoc/>
    public void Unpin(ObjectReference obj) => Unpin(obj.Address);

    /// <inheritdoc/>
    public bool IsPinned(ObjectReference obj) => IsPinned(obj.Address);

    /// <inheritdoc/>
    public bool CanMove(ObjectReference obj) => IsInNursery(obj.Address);

    /// <inheritdoc/>
    public long GetId(ObjectReference obj)
    {
        PyPyTypeInfo* info = ShapeOf(ObjectHeader.Of(obj.Address))->Owner;
        return info->Kind switch
        {
            PythonKind.Int when info->Words == 1 => (Word(obj.Address, 0) << TaggedIdShift) | IntegerIdTag,
            PythonKind.Float when info->Words == 1 => (Word(obj.Address, 0) << TaggedIdShift) | FloatIdTag,
            _ => IdOf(obj.Address),
        };
    }

    /// <inheritdoc/>
    public void IgnoreFinalizer(ObjectReference obj) => ObjectHeader.Of(obj.Address) |= HeaderFlags.IgnoreFinalizer;

    /// <inheritdoc/>
    public long GetMemoryUsage(ObjectReference obj) => SizeOfObject(obj.Address);
}
