using System.Globalization;
using Compare.Engines.Abstractions.Maps;
using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.MicroPython;

/// <content>The map of the heap: what the allocation tables say of each block.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    /// <inheritdoc/>
    /// <remarks>
    /// Each area is a space and each block a unit. A used block knows whether it begins an object or a part; the size of that is
    /// its number of blocks.
    /// </remarks>
    public bool DescribeMap(IHeapMap map)
    {
        if (Blocks.IsCollecting)
        {
            return false;
        }

        bool wasSupplied = Blocks.IsSupplied;
        int number = 0;
        for (Area* area = Blocks.First; area != null; area = area->Next)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"area {++number}");
            map.Space(name, HeapSpaceKind.Places, "block", BlockHeap<TGeometry>.BlockBytes, area->Blocks);
            map.Account(area->Bytes - ((long)area->Blocks << TGeometry.BlockShift), 0);
            Describe(area, map);
        }

        if (wasSupplied)
        {
            Blocks.Resupply();
        }

        return true;
    }

    private static void Describe(Area* area, IHeapMap map)
    {
        long blockBytes = BlockHeap<TGeometry>.BlockBytes;
        nint end = UsedEnd(area);
        for (nint block = 0; block < area->Blocks;)
        {
            bool isFree = block >= end || area->State(block) == 0;
            nint run = isFree ? area->CountFree(block, Math.Max(0, end - block)) : area->CountBlocks(block);
            run = isFree && block + run >= end ? area->Blocks - block : run;
            if (isFree)
            {
                map.Add(HeapCellState.Free, 0, 0, blockBytes, run);
            }
            else
            {
                map.Add(HeapCellState.Head, run * blockBytes, blockBytes, blockBytes);
                map.Add(HeapCellState.Tail, run * blockBytes, blockBytes, blockBytes, run - 1);
            }

            block += run;
        }
    }
}
