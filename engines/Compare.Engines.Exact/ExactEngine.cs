using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Exact.Forms;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Exact.Observations;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Immediates;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Exact;

/// <summary>
/// An instrument: a heap that knows exactly when every object dies. It keeps objects in the forms of another engine, so that any
/// program allocates on it what it allocates there.
/// </summary>
/// <remarks>
/// <para>Reference counts are exact: every field, element, item, local, root and owned temporary counts. So an object that is in no
/// cycle dies, on the allocation clock, at the release that takes its count to zero.</para>
/// <para>Cycles, and what hangs on them, are found by a trace some time later. When they died is worked out by the Merlin algorithm
/// (M. Hertz, S. Blackburn, J. E. B. Moss, K. McKinley, D. Stefanović: Generating object lifetime traces with Merlin, ACM TOPLAS
/// 28(3), 2006): each object is stamped with the clock whenever a reference to it is destroyed; an object that is unreachable now
/// became so at the latest of the stamps of all unreachable objects that lead to it, itself included.</para>
/// <para>A weak reference to an object that is unreachable but not yet found gives the object, and so keeps it alive, as on the
/// engines that programs are compared on. An object lives until its finalizer has run.</para>
/// </remarks>
internal sealed unsafe partial class ExactEngine : IEngine, IHeapControl
{
    /// <summary>Innermost entered frame, 0 when there is none.</summary>
    internal nint InnermostFrame;

    /// <summary>Bits of which one is set in an immediate value; 0 where references are addresses only.</summary>
    internal nint TagMask;

    private readonly EngineOptions _options;
    private readonly bool _stress;
    private readonly BlockPool _pool = new();
    private readonly TypeRegistry<ExactTypeInfo> _types = new();
    private readonly UnmanagedList<ObjectReference> _roots = new();
    private readonly EventLog<GcEvent> _events = new();
    private readonly MemoryTimeline _timeline = new();
    private readonly SharedObjects? _sharedObjects;
    private readonly ImmediateNumbers? _immediates;
    private readonly WeakReferenceModule? _weakModule;
    private ExactObject* _oldest;
    private ExactObject* _youngest;
    private long _liveObjects;
    private long _liveBytes;
    private long _peakBytes;
    private long _allocatedObjects;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="ExactEngine"/> class.</summary>
    /// <param name="options">How it is made.</param>
    /// <param name="traits">What it promises.</param>
    /// <param name="forms">The forms that it keeps objects in.</param>
    internal ExactEngine(EngineOptions options, EngineTraits traits, ExactForms forms)
    {
        _options = options;
        _stress = options.Parameters.Boolean(ExactEngineFactory.StressKey);
        Traits = traits;
        Forms = forms;
        _weakReferenceInfo = (ExactTypeInfo*)Register(Abstractions.Types.ObjectType.WeakReference).Value;
        _sharedObjects = forms.SharesObjects ? new(this) : null;
        _weakModule = forms.SharesWeakReferences ? new(this) : null;
        if (forms.Immediates is { } form)
        {
            _immediates = new(this, form);
            TagMask = new ImmediateEncoding(form).TagMask;
        }
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
    public int GenerationCount => 1;

    /// <inheritdoc/>
    public bool AutomaticCollection { get; set; } = true;

    /// <inheritdoc/>
    public IReadOnlyList<long> Thresholds => [];

    /// <inheritdoc/>
    public IReadOnlyList<long> Counts => [];

    /// <inheritdoc/>
    public HeapStatistics Statistics => new()
    {
        AllocatedObjects = _allocatedObjects,
        AllocatedBytes = Clock,
        ObjectCount = _liveObjects,
        UsedBytes = _liveBytes,
        PeakUsedBytes = _peakBytes,
        MinorCollections = 0,
        MajorCollections = _traces,
    };

    /// <summary>Gets the allocation clock, nominal bytes.</summary>
    internal long Clock { get; private set; }

    /// <summary>Gets the forms of objects.</summary>
    internal ExactForms Forms { get; }

    /// <summary>Gets or sets who hears of allocations, stores and deaths; null for nobody.</summary>
    internal IExactObserver? Observer { get; set; }

    /// <summary>Gets the number of slots in the root area.</summary>
    internal int RootCount => (int)_roots.Count;

    /// <summary>Gets the types.</summary>
    internal TypeRegistry<ExactTypeInfo> Types => _types;

    /// <inheritdoc/>
    public void SetThresholds(ReadOnlySpan<long> thresholds) =>
        throw new NotSupportedException("This engine has no thresholds.");

    /// <inheritdoc/>
    public void Execute(IHeapProgram program) => program.Run<ExactHeap, ObjectReference>(new(this));

    /// <inheritdoc/>
    public void Rest()
    {
        if (InnermostFrame != 0 || RootCount != 0)
        {
            throw new InvalidOperationException("A frame or root is still there; the heap cannot come to rest.");
        }

        CollectNow(CollectionCause.Explicit);
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkCount> GetWork() => _options.CountWork
        ?
        [
            new("objects_allocated", _allocatedObjects, "objects"),
            new("bytes_allocated", Clock, "bytes"),
            new("traces", _traces, "operations"),
        ]
        : [];

    /// <inheritdoc/>
    public HeapCensus TakeCensus()
    {
        (long Objects, long Bytes)[] sums = new (long, long)[_types.Count];
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            ref (long Objects, long Bytes) sum = ref sums[obj->Type->Number];
            sum = (sum.Objects + 1, sum.Bytes + NominalBytes(obj) + BufferBytes(obj));
        }

        return new(
        [
            .. Enumerable.Range(0, sums.Length).Where(number => sums[number].Objects > 0)
                .GroupBy(number => _types.Type(number).Name, StringComparer.Ordinal)
                .Select(group => new CensusRow(
                    group.Key, "objects", group.Sum(number => sums[number].Objects), group.Sum(number => sums[number].Bytes)))
                .OrderBy(row => row.Type, StringComparer.Ordinal),
        ]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        while (_oldest != null)
        {
            FreeMemory(_oldest);
        }

        _sharedObjects?.Dispose();
        for (int i = 0; i < _types.Count; i++)
        {
            NativeMemory.Free(_types.Info(i)->Shapes);
        }

        _types.Dispose();
        _pool.Dispose();
        _roots.Dispose();
        _events.Dispose();
        _timeline.Dispose();
        _dying.Dispose();
        _callbacks.Dispose();
        _marked.Dispose();
        _garbage.Dispose();
        _times.Dispose();
        _finalizable.Dispose();
    }

    /// <summary>Gets a part of the implementation whose forms this heap has.</summary>
    /// <typeparam name="TModule">Its interface.</typeparam>
    /// <returns>The module, or null.</returns>
    internal TModule? Module<TModule>()
        where TModule : class =>
        Forms.Growth as TModule ?? Forms.Rules as TModule ?? _sharedObjects as TModule ?? _immediates as TModule
            ?? _weakModule as TModule;

    /// <summary>Gets a slot of the root area.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The slot.</returns>
    internal ref ObjectReference Root(int index) => ref _roots[index];

    /// <summary>Changes the size of the root area; slots cut off are released, last first.</summary>
    /// <param name="count">New number of slots.</param>
    internal void ResizeRoots(int count)
    {
        // A finalizer or callback may change the area too, so each round asks anew.
        while (_roots.Count > count)
        {
            nint last = _roots.Pop().Address;
            Release(last);
        }

        if (_roots.Count < count)
        {
            _roots.Resize(count);
        }
    }

    /// <summary>Adds a slot to the root area.</summary>
    /// <param name="obj">What it holds from now on; counted here.</param>
    internal void PushRoot(ExactObject* obj)
    {
        obj->Count++;
        _roots.Push(new((nint)obj));
    }

    /// <summary>Gets an immediate value's type.</summary>
    /// <param name="reference">An immediate value.</param>
    /// <returns>The type that it was loaded with.</returns>
    internal ExactTypeInfo* ImmediateType(nint reference) => _immediates!.TypeOf(reference);

    /// <summary>Gets an immediate value's data word.</summary>
    /// <param name="reference">An immediate value.</param>
    /// <returns>The word.</returns>
    internal long ImmediateWord(nint reference) => _immediates!.WordOf(reference);

    /// <summary>Gets what an object costs on the allocation clock, without its buffers.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Bytes.</returns>
    internal static long NominalBytes(ExactObject* obj) => ExactTypeInfo.NominalBytes(obj->Type, obj->Length);

    /// <summary>Gets what an object's buffers cost on the allocation clock at their present size.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Bytes.</returns>
    internal static long BufferBytes(ExactObject* obj)
    {
        long sum = 0;
        for (int i = 0; i < obj->Type->Buffers; i++)
        {
            ExactBuffer* buffer = ExactObject.Buffers(obj)[i];
            sum += buffer == null ? 0 : buffer->NominalBytes;
        }

        return sum;
    }
}
