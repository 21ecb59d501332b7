using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.PyPy;

/// <content>The controls and accounts.</content>
internal sealed unsafe partial class PyPyEngine<TProbe> : IHeapControl
{
    /// <summary>Levels of RPython's collect(gen): minor with progress, a major one started too, a whole one.</summary>
    private const int CollectLevels = 3;

    private bool _isAutomatic = true;
    private CollectionCause _cause;
    private long _minorCollections;
    private long _majorCollections;
    private long _freedObjects;
    private long _steps;
    private long _barrierHits;

    /// <inheritdoc/>
    public int GenerationCount => CollectLevels;

    /// <inheritdoc/>
    /// <remarks>Switches off major collections and finalizers, as gc.disable() does; a full nursery is always emptied.</remarks>
    public bool AutomaticCollection
    {
        get => _isAutomatic;
        set
        {
            _isAutomatic = value;
            Pending = 1;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> Thresholds => [];

    /// <inheritdoc/>
    public IReadOnlyList<long> Counts => [];

    /// <inheritdoc/>
    public HeapStatistics Statistics => new()
    {
        AllocatedObjects = _types.AllocatedObjects(),
        AllocatedBytes = _types.AllocatedBytes(),
        ObjectCount = ObjectCount,
        UsedBytes = UsedBytes,
        PeakUsedBytes = Math.Max(_peakUsedBytes, UsedBytes),
        CommittedBytes = CommittedBytes,
        PeakCommittedBytes = Math.Max(_peakCommittedBytes, CommittedBytes),
        MinorCollections = _minorCollections,
        MajorCollections = _majorCollections,
    };

    /// <inheritdoc/>
    /// <remarks>
    /// 0: a minor collection, and a step of the major one if it is due. 1: starts a major collection too. 2: what gc.collect()
    /// does: ends a major collection that runs, does a whole one, and runs the finalizers.
    /// </remarks>
    public long? Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(generation);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(generation, CollectLevels);
        _cause = CollectionCause.Explicit;
        if (generation == CollectLevels - 1)
        {
            CollectMajor();
            DeliverFinalizers(isInterrupted: true);
            return null;
        }

        CollectMinorWithProgress(0, force: true);
        if (generation == 1 && _state == IncrementalState.Scanning)
        {
            StepMajor(0);
        }

        return null;
    }

    /// <inheritdoc/>
    public void SetThresholds(ReadOnlySpan<long> thresholds) =>
        throw new NotSupportedException("PyPy's collector has no thresholds that a program can set.");

    /// <inheritdoc/>
    public IReadOnlyList<WorkCount> GetWork() => _options.CountWork
        ?
        [
            new("objects_allocated", _types.AllocatedObjects(), "objects"),
            new("bytes_allocated", _types.AllocatedBytes(), "bytes"),
            new("objects_freed", _freedObjects, "objects"),
            new("objects_visited", _markedObjects, "objects"),
            new("objects_copied", _copiedObjects, "objects"),
            new("bytes_copied", _copiedBytes, "bytes"),
            new("barrier_hits", _barrierHits, "operations"),
            new("collections", _minorCollections + _majorCollections, "operations"),
            new("increments", _steps, "operations"),
            new("weak_references_cleared", _weakCleared, "objects"),
            new("finalizers_queued", _finalizersRun, "operations"),
            new("blocks_acquired", _arenas.MappedArenasInAll, "blocks"),
        ]
        : [];
}
