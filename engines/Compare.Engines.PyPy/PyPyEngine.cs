using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;
using Compare.Engines.Heap.Types;
using Compare.Engines.PyPy.Arenas;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <summary>
/// PyPy's memory manager (incminimark): a nursery that survivors leave by copying, and an old space that is marked and swept
/// in steps.
/// </summary>
/// <remarks>
/// One partial class, one file a mechanism. Under Collector what RPython's collector does: Nursery, Barriers, Minor,
/// RawObjects, Marking, Major, FinalizationOrder, WeakPointers, Destructors, Pinning, Identity. Beside this file what PyPy's
/// objects add: Allocation, Buffers, WeakReferences, Finalizers; under Modules what Python programs can ask. The pages of
/// small objects are a class of their own under Arenas.
/// </remarks>
/// <typeparam name="TProbe">Whether work is counted.</typeparam>
internal sealed unsafe partial class PyPyEngine<TProbe> : IEngine
    where TProbe : struct, IWorkProbe
{
    /// <summary>Address of the innermost entered frame, 0 when there is none.</summary>
    internal nint InnermostFrame;

    /// <summary>Not 0 when a check point has something to do.</summary>
    internal int Pending;

    private const int PageBytes = 4096;

    /// <summary>Roots of the engine itself: an allocation of several objects, and what a callback is given.</summary>
    private const int OwnRoots = 5;

    /// <summary>The root that keeps storage alive until the object is there that it belongs to.</summary>
    private const int StorageRoot = 0;

    /// <summary>A second one, for storage in two parts and for objects that an allocation must not lose.</summary>
    private const int SecondRoot = 1;

    /// <summary>The root that keeps the list of a lifeline while it is built.</summary>
    private const int LifelineRoot = 2;

    /// <summary>The root that a callback or finalizer is given.</summary>
    private const int DeliveredRoot = 3;

    /// <summary>The root that keeps the place in a lifeline's list during its callbacks.</summary>
    private const int DeliveredEntryRoot = 4;

    private readonly CollectorParameters _parameters;
    private readonly EngineOptions _options;
    private readonly TypeRegistry<PyPyTypeInfo> _types = new();
    private readonly ShapeTable _shapes = new();
    private readonly ArenaCollection _arenas;
    private readonly UnmanagedList<ObjectReference> _roots = new();
    private readonly EventLog<GcEvent> _events = new();
    private readonly MemoryTimeline _timeline = new();
    private readonly ObjectReference* _ownRoots;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="PyPyEngine{TProbe}"/> class.</summary>
    /// <param name="options">How it is made.</param>
    /// <param name="traits">What it promises.</param>
    /// <param name="parameters">The numbers of the collector.</param>
    public PyPyEngine(EngineOptions options, EngineTraits traits, CollectorParameters parameters)
    {
        _options = options;
        _parameters = parameters;
        Traits = traits;
        _arenas = new(
            parameters.ArenaBytes, parameters.PageBytes, parameters.SmallRequestThreshold, parameters.RecountsWhileSweeping);
        _ownRoots = (ObjectReference*)NativeMemory.AllocZeroed(OwnRoots, (nuint)sizeof(ObjectReference));
        _cards = new(parameters.CardPageIndices);
        _largestYoung = parameters.LargeObject - 1;
        _largestSmall = parameters.SmallRequestThreshold;
        _nurseryBytes = (nint)parameters.NurseryBytes;
        _nurseryMapping = RoundUpToPage(_nurseryBytes);
        _nursery = SystemMemory.Map(_nurseryMapping);
        if (_nursery == 0)
        {
            throw new Abstractions.Parameters.ParameterException(
                $"engine pypy: the system refuses a nursery of {_nurseryBytes} bytes.");
        }

        MapShadowTable();
        double minHeap = Math.Max(parameters.MinHeap, parameters.NurseryBytes * parameters.MajorThreshold);
        double bound = parameters.MaxHeap > 0 ? parameters.MaxHeap : OldSpaceLimit();
        _threshold = new(minHeap, parameters.Growth, bound, parameters.MajorThreshold, parameters.MaxDelta);
        _incrementStep = parameters.IncrementStep > 0
            ? parameters.IncrementStep
            : parameters.NurseryBytes * CollectorParameters.IncrementStepPerNursery;
        _mostPinned = parameters.MaxPinned ?? (int)(parameters.NurseryBytes / (2 * parameters.LargeObject));
        LightDestructor = FreeRawBuffers;
        EventSink = _hookQueue;
        _describer = new(_shapes);
        _weakPointerShape = _describer.DescribeWeakPointer(references: 0);
        _lifelineShape = _describer.DescribeStructure(references: 1, PyPySizes.LifelineBytes);
        _lifelineShape->HasFinalizer = 1;
        _lifelineEntryShape = _describer.DescribeWeakPointer(references: 1);
        _weakReferenceInfo = (PyPyTypeInfo*)Register(ObjectType.WeakReference).Value;
        _weakPointerShape->Owner = _weakReferenceInfo;
        _lifelineShape->Owner = _weakReferenceInfo;
        _lifelineEntryShape->Owner = _weakReferenceInfo;
        ResetNursery();
        Sample();
    }

    /// <inheritdoc/>
    public EngineTraits Traits { get; }

    /// <inheritdoc/>
    public IHeapControl Control => this;

    /// <inheritdoc/>
    public IEventLog<GcEvent> Events => _events;

    /// <inheritdoc/>
    public IEventLog<MemorySample> Timeline => _timeline;

    /// <summary>Gets the number of slots in the root area.</summary>
    internal int RootCount => (int)_roots.Count;

    /// <inheritdoc/>
    public void Execute(IHeapProgram program) => program.Run<PyPyHeap<TProbe>, ObjectReference>(new(this));

    /// <inheritdoc/>
    public void Rest()
    {
        if (InnermostFrame != 0 || RootCount != 0)
        {
            throw new InvalidOperationException("A frame or root is still there; the heap cannot come to rest.");
        }

        long finalized;
        do
        {
            finalized = _finalizersRun;
            Collect(GenerationCount - 1);
        }
        while (_finalizersRun != finalized); // What was finalized is garbage now, and may have held others.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        FreeAllRaw();
        _arenas.Dispose();
        SystemMemory.Unmap(_nursery, _nurseryMapping);
        SystemMemory.Unmap(_shadowTable, ShadowTableBytes);
        NativeMemory.Free(_ownRoots);
        foreach (IDisposable list in Lists())
        {
            list.Dispose();
        }

        _types.Dispose();
        _shapes.Dispose();
    }

    /// <summary>Gets a slot of the root area.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The slot.</returns>
    internal ref ObjectReference Root(int index) => ref _roots[index];

    /// <summary>Changes the size of the root area.</summary>
    /// <param name="count">New number of slots.</param>
    internal void ResizeRoots(int count) => _roots.Resize(count);

    /// <summary>Gets the layout of an object from its header.</summary>
    /// <param name="header">The header, not forwarded.</param>
    /// <returns>The layout.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One addition; asked for each object that is looked at.
    internal GcShape* ShapeOf(ulong header) => (GcShape*)(_shapes.Base + (nint)(header & HeaderFlags.ShapeMask));

    /// <summary>Gets the bytes of an object of the collector.</summary>
    /// <param name="obj">Its address, not forwarded.</param>
    /// <returns>Bytes, rounded up to words.</returns>
    internal nint SizeOfObject(nint obj) => ObjectHeader.Size(obj, ShapeOf(ObjectHeader.Of(obj)));

    private static nint RoundUpToPage(nint bytes) => (bytes + PageBytes - 1) & -PageBytes;

    private IEnumerable<IDisposable> Lists() =>
    [
        _roots, _events, _timeline, _remembered, _withCardsSet, _moreToTrace, _toTrace, _youngRaw, _oldRaw, _rawToSweep,
        _survivingPinned, _barriers, _filledRuns, _pointingToPinned, _pointedToPinned, _withShadow, _youngWeakPointers,
        _oldWeakPointers, _keptWeakPointers, _youngWithDestructor, _oldWithDestructor, _keptWithDestructor,
        _youngFinalizable, _oldFinalizable, _toFinalize, _dying, _orderStack, _markedOnceStack,
    ];

    /// <summary>Frees what the system allocated for living objects, one by one.</summary>
    private void FreeAllRaw()
    {
        for (nint i = 0; i < _youngWithDestructor.Count; i++)
        {
            LightDestructor(_youngWithDestructor[i]);
        }

        for (nint i = 0; i < _oldWithDestructor.Count; i++)
        {
            LightDestructor(_oldWithDestructor[i]);
        }

        foreach (UnmanagedList<nint> list in (ReadOnlySpan<UnmanagedList<nint>>)[_youngRaw, _oldRaw, _rawToSweep])
        {
            for (nint i = 0; i < list.Count; i++)
            {
                FreeRaw(list[i]);
            }
        }
    }
}
