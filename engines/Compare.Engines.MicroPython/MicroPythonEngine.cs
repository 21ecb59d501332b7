using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;
using Compare.Engines.Heap.Types;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <summary>
/// MicroPython's memory manager: Python objects on a small heap of blocks with a conservative mark and sweep collector.
/// </summary>
/// <remarks>
/// One partial class, one file a mechanism: Layout, Types, ImmediateValues, Allocation, Buffers, Collection, PreciseMarking,
/// WeakReferences, Callbacks, Memory, Control, Census, Verification; under Modules what Python programs can ask. The heap of
/// blocks itself is <see cref="BlockHeap{TGeometry}"/>, which knows nothing of objects.
/// </remarks>
/// <typeparam name="TProbe">Whether work is counted.</typeparam>
/// <typeparam name="TGeometry">Sizes of words and blocks.</typeparam>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry> : IEngine, IBlockHeapOwner
    where TProbe : struct, IWorkProbe
    where TGeometry : struct, IGeometry
{
    /// <summary>Address of the innermost entered frame, 0 when there is none.</summary>
    internal nint InnermostFrame;

    /// <summary>The heap; a struct, so that its state is a field away from every operation.</summary>
    internal BlockHeap<TGeometry> Blocks;

    private readonly EngineOptions _options;
    private readonly MicroPythonSettings _settings;
    private readonly TypeRegistry<TypeInfo> _types = new();
    private readonly UnmanagedList<ObjectReference> _roots = new();
    private readonly EventLog<GcEvent> _events = new();
    private readonly MemoryTimeline _timeline = new();
    private readonly AreaReserve _reserve;
    private readonly TypeInfo* _weakReferenceInfo;
    private long _peakUsedBytes;
    private long _peakCommittedBytes;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="MicroPythonEngine{TProbe, TGeometry}"/> class.</summary>
    /// <param name="options">How it is made.</param>
    /// <param name="traits">What it promises.</param>
    /// <param name="settings">Its parameters.</param>
    public MicroPythonEngine(EngineOptions options, EngineTraits traits, MicroPythonSettings settings)
    {
        Traits = traits;
        _options = options;
        _settings = settings;
        Form = new(TGeometry.WordBytes, settings.UnboxesFloats);
        _immediates = new(Form);
        _callbackLocal = (ObjectReference*)NativeMemory.AllocZeroed((nuint)sizeof(ObjectReference));
        _reserve = new(settings.LimitBytes + (settings.AreaBytes.Count * AreaReserve.PageBytes));
        Blocks = new(settings.Blocks, this);
        Blocks.Origin = _reserve.Start - FirstNarrowAddress;
        foreach (nint bytes in settings.AreaBytes)
        {
            AddArea(bytes);
        }

        Blocks.Threshold = settings.ThresholdBlocks(TGeometry.BlockShift);
        _peakCommittedBytes = CommittedBytes;
        _weakReferenceInfo = (TypeInfo*)Register(ObjectType.WeakReference).Value;
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

    private long UsedBytes => (long)Blocks.UsedBlocks() << TGeometry.BlockShift;

    private long CommittedBytes => Blocks.AreaBytes();

    /// <inheritdoc/>
    public void Execute(IHeapProgram program) =>
        program.Run<MicroPythonHeap<TProbe, TGeometry>, ObjectReference>(new(this));

    /// <inheritdoc/>
    public void Rest()
    {
        if (InnermostFrame != 0 || RootCount != 0)
        {
            throw new InvalidOperationException("A frame or root is still there; the heap cannot come to rest.");
        }

        Collect(0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Blocks.Dispose();
        _reserve.Dispose();
        for (int i = 0; i < _types.Count; i++)
        {
            NativeMemory.Free(_types.Info(i)->Shapes);
        }

        _types.Dispose();
        _infos.Dispose();
        _roots.Dispose();
        _events.Dispose();
        _timeline.Dispose();
        _pinned.Dispose();
        _weaks.Dispose();
        _pending.Dispose();
        _preciseStack.Dispose();
        NativeMemory.Free(_callbackLocal);
        _callbackLocal = null;
    }

    /// <summary>Gets a slot of the root area.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The slot.</returns>
    internal ref ObjectReference Root(int index) => ref _roots[index];

    /// <summary>Changes the size of the root area.</summary>
    /// <param name="count">New number of slots.</param>
    internal void ResizeRoots(int count) => _roots.Resize(count);

    /// <summary>Takes a sample of memory.</summary>
    private void Sample(long used)
    {
        long committed = CommittedBytes;
        _peakUsedBytes = Math.Max(_peakUsedBytes, used);
        _peakCommittedBytes = Math.Max(_peakCommittedBytes, committed);
        _timeline.Add(new(GcClock.Wall(), _types.AllocatedBytes(), used, committed));
    }
}
