using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>The controls and accounts.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry> : IHeapControl
{
    /// <inheritdoc/>
    public int GenerationCount => 1;

    /// <inheritdoc/>
    public bool AutomaticCollection
    {
        get => Blocks.CollectsAutomatically;
        set => Blocks.CollectsAutomatically = value;
    }

    /// <inheritdoc/>
    /// <remarks>In blocks, as the collector compares them; without a threshold more than any heap has.</remarks>
    public IReadOnlyList<long> Thresholds => [Blocks.Threshold];

    /// <inheritdoc/>
    /// <remarks>Blocks allocated since the last collection.</remarks>
    public IReadOnlyList<long> Counts => [Blocks.Amount];

    /// <inheritdoc/>
    public HeapStatistics Statistics
    {
        get
        {
            long used = UsedBytes;
            _peakUsedBytes = Math.Max(_peakUsedBytes, used);
            return new()
            {
                AllocatedObjects = _types.AllocatedObjects(),
                AllocatedBytes = _types.AllocatedBytes(),
                ObjectCount = _types.AllocatedObjects() - _freedObjects,
                UsedBytes = used,
                PeakUsedBytes = _peakUsedBytes,
                CommittedBytes = CommittedBytes,
                PeakCommittedBytes = Math.Max(_peakCommittedBytes, CommittedBytes),
                MinorCollections = 0,
                MajorCollections = _collections,
            };
        }
    }

    /// <summary>Gets the rules by which containers grow.</summary>
    internal GrowthRules GrowthRules { get; } = new();

    /// <summary>Gets the forms of Python's objects.</summary>
    internal ObjectRules ObjectRules { get; } = new(TGeometry.WordBytes);

    /// <inheritdoc/>
    /// <returns>Blocks freed, parts of objects included (GC_COLLECT_RETVAL).</returns>
    /// <remarks>Does nothing and returns 0 while a collection runs, as for a finalizer that collects.</remarks>
    public long? Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(generation, 0);
        if (Blocks.IsCollecting)
        {
            return 0;
        }

        CollectFor(CollectionCause.Explicit);
        long freed = _lastFreedHeads;
        DeliverPending();
        return freed;
    }

    /// <inheritdoc/>
    public void SetThresholds(ReadOnlySpan<long> thresholds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(thresholds.Length, 1, nameof(thresholds));
        if (thresholds.Length == 1)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(thresholds[0], nameof(thresholds));
            Blocks.Threshold = thresholds[0];
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkCount> GetWork() => _options.CountWork
        ?
        [
            new("objects_allocated", _types.AllocatedObjects(), "objects"),
            new("bytes_allocated", _types.AllocatedBytes(), "bytes"),
            new("blocks_allocated_fast", _fastAllocations, "operations"),
            new("blocks_allocated_slow", _slowAllocations, "operations"),
            new("table_bytes_searched", Blocks.SearchedBytes + _fastAllocations, "bytes"),
            new("buffers_moved", _buffersMoved, "operations"),
            new("buffers_resized_in_place", _buffersResizedInPlace, "operations"),
            new("objects_freed", _freedObjects, "objects"),
            new("bytes_freed", _freedBytes, "bytes"),
            new("objects_visited", _visitedHeads, "objects"),
            new("mark_stack_overflows", Blocks.Overflows, "operations"),
            new("table_rescans", Blocks.Rescans, "operations"),
            new("collections", _collections, "operations"),
            new("weak_references_cleared", _weakCleared, "objects"),
            new("finalizers_run", _finalizersRun, "operations"),
            new("areas_added", _areasAdded, "blocks"),
            new("areas_released", _areasReleased, "blocks"),
        ]
        : [];
}
