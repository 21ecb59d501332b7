using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Host;
using Compare.Engines.Clr.Modules;
using Compare.Engines.Clr.Objects;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Clr;

/// <summary>
/// Delegates memory to the host runtime, as IronPython does: objects are objects of the host, and reachability, moving,
/// generations, pauses and limits are the host's. The engine adds types, weak callbacks and finalizers on the mutator's
/// thread, and the accounts.
/// </summary>
public sealed unsafe partial class ClrEngine : IEngine, IHeapControl
{
    /// <summary>Rounds of an explicit collection: what finalizers of the first round let go dies in the second.</summary>
    private const int CollectRounds = 2;

    private readonly EngineOptions _options;
    private readonly TypeRegistry<ClrTypeInfo> _types = new();
    private readonly Lock _typesLock = new();
    private readonly HostEventLog _events;
    private readonly HostTimeline _timeline = new();
    private readonly ClrTypeInfo* _weakInfo;
    private readonly Func<WeakGCHandle<ClrObject>, long, ClrWeak> _createWeak;
    private readonly int _collectionsBefore = GC.CollectionCount(0);
    private readonly int _majorCollectionsBefore = GC.CollectionCount(GC.MaxGeneration);
    private ClrReference[] _roots = [];

    /// <summary>Initializes a new instance of the <see cref="ClrEngine"/> class.</summary>
    /// <param name="options">How it is made.</param>
    /// <param name="traits">What it promises.</param>
    /// <param name="profile">Whose surface it has.</param>
    internal ClrEngine(EngineOptions options, EngineTraits traits, ClrProfile profile)
    {
        _options = options;
        Traits = traits;
        _gcModule = profile == ClrProfile.Jython ? new JythonGcModule(this) : new IronPythonGcModule(this);
        _latency = new(options);
        _finalizerQueue = new(this);
        _weakInfo = (ClrTypeInfo*)Register(ObjectType.WeakReference).Value;
        _createWeak = _classes[0].CreateWeak!;
        _events = new(SnapshotAfter);
        GcSignal.Arm(this);
    }

    /// <inheritdoc/>
    public EngineTraits Traits { get; }

    /// <inheritdoc/>
    public IHeapControl Control => this;

    /// <inheritdoc/>
    /// <remarks>Reading the count waits until the host has told of every collection that it counts, half a second at most.</remarks>
    public IEventLog<GcEvent> Events => _events;

    /// <inheritdoc/>
    public IEventLog<MemorySample> Timeline => _timeline;

    /// <summary>Gets the collections that the host counted and that are missing in <see cref="Events"/>; 0 when none was lost.</summary>
    public long LostCollections => _events.Lost;

    /// <inheritdoc/>
    public int GenerationCount => _gcModule.Generations;

    /// <inheritdoc/>
    public bool AutomaticCollection
    {
        get => true;
        set
        {
            if (!value)
            {
                throw new NotSupportedException("clr cannot stop the host's collector.");
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>IronPython stores three numbers that have no effect.</remarks>
    public IReadOnlyList<long> Thresholds => _gcModule.StoredThresholds;

    /// <inheritdoc/>
    public IReadOnlyList<long> Counts => [];

    /// <inheritdoc/>
    public HeapStatistics Statistics
    {
        get
        {
            int major = GC.CollectionCount(GC.MaxGeneration) - _majorCollectionsBefore;
            long used = GC.GetTotalMemory(forceFullCollection: false);
            long committed = GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes;
            return new()
            {
                AllocatedObjects = _types.AllocatedObjects(),
                AllocatedBytes = _types.AllocatedBytes(),
                UsedBytes = used,
                PeakUsedBytes = Math.Max(Volatile.Read(ref _peakUsedBytes), used),
                CommittedBytes = committed,
                PeakCommittedBytes = Math.Max(Volatile.Read(ref _peakCommittedBytes), committed),
                MinorCollections = GC.CollectionCount(0) - _collectionsBefore - major,
                MajorCollections = major,
                CallDelays = _delays,
            };
        }
    }

    /// <summary>Gets the number of slots in the root area.</summary>
    internal int RootCount { get; private set; }

    /// <summary>Gets a value indicating whether the engine is gone.</summary>
    internal bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public void Execute(IHeapProgram program)
    {
        try
        {
            program.Run<ClrHeap, ClrReference>(new(this));
        }
        catch (OutOfMemoryException) when (!_isLimited)
        {
            throw Exhausted(ObjectType.NominalMinimumBytes);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// IronPython: twice a collection that waits for finalizers; the result is by how much the host's heap shrank. Jython:
    /// one collection and no waiting.
    /// </remarks>
    public long? Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(generation);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(generation, GenerationCount);
        return _gcModule.Collect(generation);
    }

    /// <inheritdoc/>
    /// <remarks>Stored or refused; the host tunes its own.</remarks>
    public void SetThresholds(ReadOnlySpan<long> thresholds) => _gcModule.SetThresholds(thresholds);

    /// <inheritdoc/>
    public HeapCensus? TakeCensus() => null;

    /// <inheritdoc/>
    /// <remarks>The host's heap cannot be walked from inside; there is nothing of our own to check.</remarks>
    public void Verify()
    {
    }

    /// <inheritdoc/>
    /// <remarks>Frames are not registered, so only the root area is checked.</remarks>
    public void Rest()
    {
        if (RootCount != 0)
        {
            throw new InvalidOperationException("A root is still there; the heap cannot come to rest.");
        }

        for (int i = 0; i < CollectRounds; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            DeliverDueCalls();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkCount> GetWork() => _options.CountWork
        ?
        [
            new("objects_allocated", _types.AllocatedObjects(), "objects"),
            new("bytes_allocated", _types.AllocatedBytes(), "bytes"),
            new("host_collections_lost", LostCollections, "operations"),
        ]
        : [];

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsDisposed)
        {
            return;
        }

        lock (_typesLock)
        {
            IsDisposed = true;
            ReleaseTypes();
            _lastMethodTable = 0;
            _snapshots.Dispose();
        }

        _roots = [];
        _finalizerQueue.Clear();
        ReleaseWatched();
        _identities.Clear();
        _events.Dispose();
        _timeline.Dispose();
        _latency.Dispose();
    }

    /// <summary>Gets a slot of the root area.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The slot.</returns>
    internal ref ClrReference Root(int index) => ref _roots[index];

    /// <summary>Changes the size of the root area.</summary>
    /// <param name="count">New number of slots.</param>
    internal void ResizeRoots(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > _roots.Length)
        {
            Array.Resize(ref _roots, Math.Max(count, 2 * _roots.Length));
        }

        if (count < RootCount)
        {
            Array.Clear(_roots, count, RootCount - count);
        }

        RootCount = count;
    }
}
