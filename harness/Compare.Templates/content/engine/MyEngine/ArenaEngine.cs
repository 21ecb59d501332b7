using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Maps;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Memory;

namespace MyEngine;

/// <summary>
/// One reserve of address space, filled from its start. The base class allocates by moving the cursor up to the limit and asks
/// this one only when there is no room: the place where a collector would begin.
/// </summary>
public sealed class ArenaEngine : BumpEngine
{
    private const int PageBytes = 4096;

    private readonly nint _start;
    private readonly nint _bytes;
    private long _peakUsedBytes;
    private long _objectsBeforeRest;

    internal ArenaEngine(EngineOptions options, EngineTraits traits)
        : base(options, traits)
    {
        long reserve = options.Parameters.Integer(MyEngineFactory.ReserveKey);
        _bytes = (nint)(Math.Min(reserve, options.HeapLimitBytes ?? reserve) / PageBytes * PageBytes);
        _start = _bytes == 0 ? 0 : SystemMemory.Map(_bytes);
        Cursor = _start;
        Limit = _start == 0 ? 0 : _start + _bytes;
    }

    /// <inheritdoc/>
    public override bool AutomaticCollection { get; set; } = true;

    /// <inheritdoc/>
    public override HeapStatistics Statistics => new()
    {
        AllocatedObjects = Types.AllocatedObjects(),
        AllocatedBytes = Types.AllocatedBytes(),
        ObjectCount = Types.AllocatedObjects() - _objectsBeforeRest,
        UsedBytes = UsedBytes,
        PeakUsedBytes = Math.Max(_peakUsedBytes, UsedBytes),
        CommittedBytes = Limit - _start,
        PeakCommittedBytes = Limit - _start,
        MinorCollections = 0,
        MajorCollections = 0,
    };

    private long UsedBytes => Cursor - _start;

    /// <inheritdoc/>
    public override long? Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(generation, 0);
        return null; // Nothing is reclaimed before the end.
    }

    /// <inheritdoc/>
    public override HeapCensus TakeCensus() => LinearWalk.TakeCensus(Types, "arena", [(_start, Cursor)]);

    /// <inheritdoc/>
    public override bool DescribeMap(IHeapMap map)
    {
        map.Space("arena", HeapSpaceKind.Places, "slice", HeapMapExtensions.SliceBytes, HeapMapExtensions.Slices(Limit - _start));
        map.AddFilled(Cursor - _start, Limit - _start, HeapCellState.Fresh);
        return true;
    }

    /// <inheritdoc/>
    public override void Verify()
    {
        nint reached = _start;
        LinearWalk.Visit(_start, Cursor, obj => reached = obj + BumpObject.Size(obj));
        if (reached != Cursor)
        {
            throw new HeapCorruptionException($"Objects end at {reached:x}, the arena is filled up to {Cursor:x}.");
        }
    }

    /// <inheritdoc/>
    protected override nint AllocateSlow(nint bytes)
    {
        Offer(SampleMoment.Growth);
        Sample(UsedBytes, Limit - _start);
        throw new HeapExhaustedException(bytes, Options.HeapLimitBytes, UsedBytes, Limit - Cursor);
    }

    /// <inheritdoc/>
    protected override void RestCore()
    {
        _peakUsedBytes = Math.Max(_peakUsedBytes, UsedBytes);
        _objectsBeforeRest = Types.AllocatedObjects();
        Cursor = _start;
        WeakReferences.Clear();
        Finalizable.Clear();
    }

    /// <inheritdoc/>
    protected override IEnumerable<BumpSpace> Spaces() => Limit == 0 ? [] : [new(_start, Cursor, Limit)];

    /// <inheritdoc/>
    protected override void ReleaseSpaces()
    {
        if (_start != 0)
        {
            SystemMemory.Unmap(_start, _bytes);
        }
    }
}
