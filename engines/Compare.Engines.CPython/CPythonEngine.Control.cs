using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.CPython;

/// <content>The gc module's surface, statistics, census and the work vector.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion> : IHeapControl
{
    private long _increments;
    private long _decrements;
    private long _stores;
    private long _visited;

    /// <inheritdoc/>
    public int GenerationCount => GenerationCountOf;

    /// <inheritdoc/>
    public bool AutomaticCollection
    {
        get => _isEnabled;
        set
        {
            _isEnabled = value;
            UpdateTrigger();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> Thresholds => [.. _thresholds.Select(threshold => (long)threshold)];

    /// <inheritdoc/>
    /// <remarks>In 3.14 the second is the count of the space that is visited, the third that of the pending one.</remarks>
    public IReadOnlyList<long> Counts => TVersion.IsIncremental
        ? [_count0, _olderCounts[_visitedSpace], _olderCounts[_pendingSpace]]
        : [_count0, _olderCounts[1], _olderCounts[OldestGeneration]];

    /// <inheritdoc/>
    public HeapStatistics Statistics
    {
        get
        {
            long used = UsedBytes();
            long objects = _types.AllocatedObjects();
            return new()
            {
                AllocatedObjects = objects,
                AllocatedBytes = _types.AllocatedBytes(),
                ObjectCount = objects - FreedObjects(),
                UsedBytes = used,
                PeakUsedBytes = Math.Max(_peakUsedBytes, used),
                CommittedBytes = CommittedBytes,
                PeakCommittedBytes = Math.Max(_peakCommittedBytes, CommittedBytes),
                MinorCollections = _generationStatistics[0].Collections + _generationStatistics[1].Collections,
                MajorCollections = _generationStatistics[OldestGeneration].Collections,
            };
        }
    }

    /// <inheritdoc/>
    /// <remarks>As <c>gc.collect</c>: inside a running collection it returns 0 at once.</remarks>
    public long? Collect(int generation)
    {
        if (generation is < 0 or > OldestGeneration)
        {
            throw new ArgumentOutOfRangeException(
                nameof(generation), $"The generation {generation} is outside the range 0 to {OldestGeneration}.");
        }

        if (_isCollecting)
        {
            return 0;
        }

        long collected = CollectGeneration(generation, CollectionCause.Explicit);
        if (_pendingException != null)
        {
            RunPending();
        }

        return collected;
    }

    /// <inheritdoc/>
    public void SetThresholds(ReadOnlySpan<long> thresholds)
    {
        if (thresholds.Length > GenerationCountOf)
        {
            throw new ArgumentOutOfRangeException(
                nameof(thresholds), $"There are {GenerationCountOf} thresholds, but {thresholds.Length} are given.");
        }

        foreach (long threshold in thresholds)
        {
            if (threshold is < 0 or > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(thresholds), $"The threshold {threshold} is outside the range 0 to {int.MaxValue}.");
            }
        }

        // The incremental collector has no use for the third, and gc.get_threshold() goes on to tell 0.
        int used = TVersion.IsIncremental ? Math.Min(thresholds.Length, 2) : thresholds.Length;
        for (int i = 0; i < used; i++)
        {
            _thresholds[i] = (int)thresholds[i];
        }

        UpdateTrigger();
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkCount> GetWork() => !TProbe.Counts ? [] :
    [
        new("allocated_objects", _types.AllocatedObjects(), "objects"),
        new("allocated_bytes", _types.AllocatedBytes(), "bytes"),
        new("freed_objects", FreedObjects(), "objects"),
        new("reference_increments", _increments, "operations"),
        new("reference_decrements", _decrements, "operations"),
        new("reference_stores", _stores, "operations"),
        new("visited_objects", _visited, "objects"),
        new("collections_generation_0", _generationStatistics[0].Collections, "operations"),
        new("collections_generation_1", _generationStatistics[1].Collections, "operations"),
        new("collections_generation_2", _generationStatistics[OldestGeneration].Collections, "operations"),
        new("pools_acquired", _pools.PoolsAcquired, "blocks"),
        new("arenas_mapped", _pools.Arenas.MappedInAll, "blocks"),
        new("finalizers_run", _finalizersRun, "operations"),
        new("weak_references_cleared", _weakCleared, "operations"),
    ];

    /// <summary>Counts a store of a reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Nothing at all without probes.
    internal void CountStore()
    {
        if (TProbe.Counts)
        {
            _stores++;
        }
    }
}
