using Compare.Engines.Abstractions.Maps;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.Heap.Breakdown;

namespace Compare.Engines.CPython;

/// <content>The map of the heap: pools by arena, and what comes from the system allocator.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <inheritdoc/>
    /// <remarks>
    /// A pool knows its size class and how many of its blocks are taken. Blocks of objects that wait in free lists are taken, so
    /// they are told as idle. Where the system allocator puts large blocks is not known here, only how much they are.
    /// </remarks>
    public bool DescribeMap(IHeapMap map)
    {
        FreeRuns idle = new();
        AddFreeLists(idle);
        long unmade = _unmade == 0 ? 0 : OccupiedBytes(_unmade);
        PoolMap.Describe(ref _pools.Arenas, idle.TotalBytes + unmade, map);
        map.AddAmount("large blocks", _systemBlocks.Bytes, _systemBlocks.Bytes);
        return true;
    }
}
