using Compare.Engines.Abstractions.Maps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Workloads.Tests.Memory;

/// <summary>The map of a MicroPython heap, written out block by block as its allocation tables are.</summary>
internal sealed class BlockTable : IHeapMap
{
    private readonly List<List<BlockState>> _areas = [];
    private readonly Dictionary<long, int> _objects = [];
    private long _blockBytes;

    /// <summary>The state of each block, area by area.</summary>
    public IReadOnlyList<IReadOnlyList<BlockState>> Areas => _areas;

    /// <inheritdoc/>
    public void Space(string name, HeapSpaceKind kind, string unit, long unitBytes, long units, long unitsPerGroup = 0)
    {
        _blockBytes = unitBytes;
        _areas.Add([]);
    }

    /// <inheritdoc/>
    public void Add(HeapCellState state, long blockBytes, long usedBytes, long bytes, long count = 1)
    {
        BlockState block = state switch
        {
            HeapCellState.Free => BlockState.Free,
            HeapCellState.Head => BlockState.Head,
            HeapCellState.Tail => BlockState.Tail,
            _ => throw new InvalidOperationException($"A heap of blocks has no block that is {state}."),
        };
        _areas[^1].AddRange(Enumerable.Repeat(block, (int)count));
        if (block == BlockState.Head)
        {
            long blocks = blockBytes / _blockBytes;
            _objects[blocks] = _objects.GetValueOrDefault(blocks) + (int)count;
        }
    }

    /// <inheritdoc/>
    public void Account(long overheadBytes, long idleBytes)
    {
    }

    /// <summary>The numbers of <c>mem_info()</c>, from nothing but the map.</summary>
    /// <param name="mostNewAreaBytes">What a map cannot tell.</param>
    public BlockHeapInformation Information(long? mostNewAreaBytes)
    {
        long all = _areas.Sum(area => area.Count);
        long free = _areas.Sum(area => area.Count(block => block == BlockState.Free));
        return new(
            all * _blockBytes,
            (all - free) * _blockBytes,
            free * _blockBytes,
            mostNewAreaBytes,
            _objects.GetValueOrDefault(1),
            _objects.GetValueOrDefault(2),
            _objects.Keys.DefaultIfEmpty(0).Max(),
            _areas.Max(LongestFreeRun));
    }

    private static long LongestFreeRun(List<BlockState> area)
    {
        long longest = 0;
        long run = 0;
        foreach (BlockState block in area)
        {
            run = block == BlockState.Free ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
