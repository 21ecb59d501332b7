using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.CPython.Versions;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.CPython;

/// <summary>
/// CPython's memory manager: reference counting that frees at once, pools for small blocks, and a generational collector
/// for the cycles that counting cannot see.
/// </summary>
/// <remarks>
/// One partial class, one file a mechanism: ReferenceCounting, Deallocation, Trashcan, Cascades, Allocation, Instances,
/// FreeLists, Buffers, WeakReferences, Finalizers; under Cycles the collector: Generations or Increments, Garbage,
/// Untracking, with TrialDeletion; under Modules what Python programs can ask. The allocator of small blocks is a struct of
/// its own under Obmalloc.
/// </remarks>
/// <typeparam name="TProbe">Whether work is counted.</typeparam>
/// <typeparam name="TVersion">The version that is modelled, as far as hot paths know it.</typeparam>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion> : IEngine
    where TProbe : struct, IWorkProbe
    where TVersion : struct, ICPythonVersion
{
    /// <summary>Address of the innermost entered frame, 0 when there is none.</summary>
    internal nint InnermostFrame;

    /// <summary>Not 0 when a check point has something to do: a pending collection or an exception of a callback.</summary>
    internal int Pending;

    private readonly CPythonProfile _profile;
    private readonly EngineOptions _options;
    private readonly TypeRegistry<TypeInfo> _types = new();
    private readonly UnmanagedList<ObjectReference> _roots = new();
    private readonly EventLog<GcEvent> _events = new();
    private readonly MemoryTimeline _timeline = new();
    private readonly TypeInfo* _weakReferenceInfo;
    private SmallBlockAllocator<LargePools> _pools;
    private SystemBlocks _systemBlocks;
    private ExceptionDispatchInfo? _pendingException;
    private long _peakUsedBytes;
    private long _peakCommittedBytes;

    /// <summary>Initializes a new instance of the <see cref="CPythonEngine{TProbe, TVersion}"/> class.</summary>
    /// <param name="options">How it is made.</param>
    /// <param name="traits">What it promises.</param>
    /// <param name="cascadeObjects">Objects from which a chain of deallocations is logged as a pause.</param>
    public CPythonEngine(EngineOptions options, EngineTraits traits, int cascadeObjects)
    {
        CPythonProfile profile = TVersion.Profile;
        _profile = profile;
        _options = options;
        _cascadeObjects = cascadeObjects;
        MakeFreeLists();
        _trashcanBudget = profile.TrashcanBudget;
        _trashcanReserve = profile.TrashcanReserve;
        _trashcanDrain = profile.TrashcanDrain;
        Traits = traits;
        _pools.Arenas.RemainingArenas = (options.HeapLimitBytes ?? long.MaxValue) / LargePools.ArenaBytes;
        _lists = (nint)NativeMemory.AllocZeroed(ListCount * (nuint)GcList.HeadBytes);
        for (int i = 0; i < ListCount; i++)
        {
            GcList.Clear(Generation(i));
        }

        for (int i = 0; i < GenerationCountOf; i++)
        {
            _thresholds[i] = profile.Thresholds[i];
        }

        UpdateTrigger();
        _weakReferenceInfo = (TypeInfo*)Register(ObjectType.WeakReference).Value;
    }

    /// <inheritdoc/>
    public EngineTraits Traits { get; }

    /// <inheritdoc/>
    public Abstractions.Heaps.IHeapControl Control => this;

    /// <inheritdoc/>
    public IEventLog<GcEvent> Events => _events;

    /// <inheritdoc/>
    public IEventLog<MemorySample> Timeline => _timeline;

    /// <summary>Gets the number of slots in the root area.</summary>
    internal int RootCount => (int)_roots.Count;

    private long CommittedBytes => (_pools.Arenas.Mapped * LargePools.ArenaBytes) + _systemBlocks.Bytes;

    /// <inheritdoc/>
    public void Execute(IHeapProgram program) => program.Run<CPythonHeap<TProbe, TVersion>, ObjectReference>(new(this));

    /// <inheritdoc/>
    public void Rest()
    {
        if (InnermostFrame != 0 || RootCount != 0)
        {
            throw new InvalidOperationException("A frame or root is still there; the heap cannot come to rest.");
        }

        Collect(OldestGeneration);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _systemBlocks.Dispose();
        _pools.Dispose();
        ReleaseFreeLists();
        _roots.Dispose();
        _events.Dispose();
        _timeline.Dispose();
        _callbacks.Dispose();
        _cutOff.Dispose();
        _trash.Dispose();
        _garbage.Dispose();
        _interned.Dispose();
        _immortals.Dispose();
        FreeShared();
        _types.Dispose();
        WalkOrder.Free(_walkOrder);
        _walkOrder = null;
        NativeMemory.Free((void*)_lists);
        _lists = 0;
    }

    /// <summary>Gets a slot of the root area.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The slot.</returns>
    internal ref ObjectReference Root(int index) => ref _roots[index];

    /// <summary>Changes the size of the root area; slots cut off are released last first.</summary>
    /// <param name="count">New number of slots.</param>
    internal void ResizeRoots(int count)
    {
        while (_roots.Count > count)
        {
            nint obj = _roots.Pop().Address;
            if (obj != 0)
            {
                Release(obj);
            }
        }

        _roots.Resize(count);
    }

    /// <summary>Does what a check point has to do: rethrows what a callback threw, runs a pending collection.</summary>
    internal void RunPending()
    {
        Pending = 0;
        if (_isCollectionPending)
        {
            _isCollectionPending = false;
            CollectAutomatically();
        }

        if (_pendingException is { } thrown)
        {
            _pendingException = null;
            thrown.Throw();
        }
    }

    /// <summary>Takes a sample of memory.</summary>
    private void Sample()
    {
        long used = UsedBytes();
        long committed = CommittedBytes;
        _peakUsedBytes = Math.Max(_peakUsedBytes, used);
        _peakCommittedBytes = Math.Max(_peakCommittedBytes, committed);
        _timeline.Add(new(GcClock.Wall(), _types.AllocatedBytes(), used, committed));
    }

    private long UsedBytes()
    {
        long sum = 0;
        for (int i = 0; i < _types.Count; i++)
        {
            sum += _types.Info(i)->LiveBytes();
        }

        return sum;
    }

    private long FreedObjects()
    {
        long sum = 0;
        for (int i = 0; i < _types.Count; i++)
        {
            sum += _types.Info(i)->Freed;
        }

        return sum;
    }
}
