using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Heap.Bump;

/// <summary>
/// What engines that allocate by bumping a pointer share: the space between cursor and limit, types, roots, logs. An
/// engine adds what happens when the space is full, and what a collection is.
/// </summary>
public abstract unsafe partial class BumpEngine : IEngine, IHeapControl
{
    /// <summary>Word of a weak reference that holds its target.</summary>
    protected internal const int WeakTargetWord = 0;

    /// <summary>Word of a weak reference that holds its tag.</summary>
    protected internal const int WeakTagWord = 1;

    /// <summary>Next free byte of the space.</summary>
    protected internal nint Cursor;

    /// <summary>End of the space, or 0 to send every allocation to the slow path.</summary>
    protected internal nint Limit;

    /// <summary>Address of the innermost entered frame, 0 when there is none.</summary>
    protected internal nint InnermostFrame;

    private readonly UnmanagedList<ObjectReference> _roots = new();
    private readonly EventLog<GcEvent> _events = new();
    private readonly MemoryTimeline _timeline = new();
    private int _lastIdentityHash;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="BumpEngine"/> class.</summary>
    /// <param name="options">How the engine is made.</param>
    /// <param name="traits">What it promises.</param>
    protected BumpEngine(EngineOptions options, EngineTraits traits)
    {
        Options = options;
        Traits = traits;
        WeakReferenceInfo = (BumpTypeInfo*)Register(ObjectType.WeakReference).Value;
    }

    /// <inheritdoc/>
    public EngineTraits Traits { get; }

    /// <inheritdoc/>
    public IHeapControl Control => this;

    /// <inheritdoc/>
    public IEventLog<GcEvent> Events => _events;

    /// <inheritdoc/>
    public IEventLog<MemorySample> Timeline => _timeline;

    /// <inheritdoc/>
    public int GenerationCount => Traits.Generations;

    /// <inheritdoc/>
    public abstract bool AutomaticCollection { get; set; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<long> Thresholds => [];

    /// <inheritdoc/>
    public virtual IReadOnlyList<long> Counts => [];

    /// <inheritdoc/>
    public abstract HeapStatistics Statistics { get; }

    /// <summary>Gets the number of slots in the root area.</summary>
    protected internal int RootCount => (int)_roots.Count;

    /// <summary>Gets or sets the program's answer to dead targets.</summary>
    protected internal WeakCallback<ObjectReference>? WeakCallback { get; set; }

    /// <summary>Gets how the engine was made.</summary>
    protected EngineOptions Options { get; }

    /// <summary>Gets the types.</summary>
    protected TypeRegistry<BumpTypeInfo> Types { get; } = new();

    /// <summary>Gets the root area.</summary>
    protected UnmanagedList<ObjectReference> Roots => _roots;

    /// <summary>Gets the addresses of all weak references that may still be alive.</summary>
    protected UnmanagedList<nint> WeakReferences { get; } = new();

    /// <summary>Gets the addresses of all objects whose finalizer has not run.</summary>
    protected UnmanagedList<nint> Finalizable { get; } = new();

    /// <summary>Gets the type of weak references.</summary>
    protected BumpTypeInfo* WeakReferenceInfo { get; }

    /// <inheritdoc/>
    public abstract long? Collect(int generation);

    /// <inheritdoc/>
    public virtual void SetThresholds(ReadOnlySpan<long> thresholds) =>
        throw new NotSupportedException("This engine has no thresholds.");

    /// <inheritdoc/>
    public abstract HeapCensus? TakeCensus();

    /// <inheritdoc/>
    public abstract void Verify();

    /// <inheritdoc/>
    public void Execute(IHeapProgram program) => program.Run<BumpHeap, ObjectReference>(new(this));

    /// <inheritdoc/>
    public void Rest()
    {
        if (InnermostFrame != 0 || RootCount != 0)
        {
            throw new InvalidOperationException("A frame or root is still there; the heap cannot come to rest.");
        }

        RestCore();
    }

    /// <inheritdoc/>
    public virtual IReadOnlyList<WorkCount> GetWork() => Options.CountWork
        ?
        [
            new("objects_allocated", Types.AllocatedObjects(), "objects"),
            new("bytes_allocated", Types.AllocatedBytes(), "bytes"),
        ]
        : [];

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        ReleaseSpaces();
        ReleaseTypes();
        _roots.Dispose();
        _events.Dispose();
        _timeline.Dispose();
        WeakReferences.Dispose();
        Finalizable.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sets the header of a fresh object and makes its references null.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="info">A type without elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On the allocation fast path.
    internal static void Initialize(nint obj, BumpTypeInfo* info)
    {
        *(BumpTypeInfo**)obj = info;
        ((long*)obj)[1] = 0;
        for (int i = 0; i < info->TracedFields; i++)
        {
            BumpObject.Field(obj, i) = 0;
        }
    }

    /// <summary>Gets a slot of the root area.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The slot.</returns>
    internal ref ObjectReference Root(int index) => ref _roots[index];

    /// <summary>Changes the size of the root area.</summary>
    /// <param name="count">New number of slots.</param>
    internal void ResizeRoots(int count) => _roots.Resize(count);

    /// <summary>Gets the identity hash of an object, giving it one first if it has none.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>A running number: it moves with the object's header.</returns>
    internal long IdentityHash(nint obj)
    {
        ref int hash = ref BumpObject.HashOrCapacity(obj);
        if (hash == 0)
        {
            hash = ++_lastIdentityHash;
        }

        return hash;
    }

    /// <summary>Makes room when the space does not hold an allocation, collecting or growing; sets cursor and limit.</summary>
    /// <param name="bytes">Bytes wanted, a multiple of 8.</param>
    /// <returns>Address of as many free bytes, already behind the cursor.</returns>
    /// <exception cref="HeapExhaustedException">There is no room within the heap limit.</exception>
    protected abstract nint AllocateSlow(nint bytes);

    /// <summary>Takes the next bytes for the buffer that ends at the cursor. Never collects.</summary>
    /// <param name="buffer">Address of the buffer, to which only its owner refers.</param>
    /// <param name="bytes">Bytes wanted in addition, a multiple of 8.</param>
    /// <returns>
    /// Its address, where it may have come with its pages; 0 when there is no room, and then nothing has changed.
    /// </returns>
    protected virtual nint ExtendLast(nint buffer, nint bytes)
    {
        if (bytes > Limit - Cursor)
        {
            return 0;
        }

        Cursor += bytes;
        return buffer;
    }

    /// <summary>Does what <see cref="Rest"/> promises.</summary>
    protected abstract void RestCore();

    /// <summary>Gives the spaces back to the system.</summary>
    protected abstract void ReleaseSpaces();

    /// <summary>Logs a finished event.</summary>
    /// <param name="record">The event.</param>
    protected void Log(GcEvent record) => _events.Add(record);

    /// <summary>Takes a sample of memory.</summary>
    /// <param name="usedBytes">Bytes in use by objects.</param>
    /// <param name="committedBytes">Bytes held from the system.</param>
    protected void Sample(long usedBytes, long committedBytes) =>
        _timeline.Add(new(GcClock.Wall(), Types.AllocatedBytes(), usedBytes, committedBytes));
}
