namespace Compare.Engines.MicroPython.Blocks;

/// <content>What is in the heap: numbers from a walk over the tables.</content>
internal unsafe partial struct BlockHeap<TGeometry>
{
    /// <summary>Walks the tables.</summary>
    /// <returns>The numbers of mem_info().</returns>
    public HeapInformation Inspect()
    {
        Settle();
        HeapInformation all = default;
        for (Area* area = _first; area != null; area = area->Next)
        {
            for (nint block = 0; block < area->Blocks;)
            {
                bool isFree = area->State(block) == 0;
                nint run = isFree ? area->CountFree(block, area->Blocks - block) : area->CountBlocks(block);
                all = isFree ? WithFree(all, run) : WithObject(all, run);
                block += run;
            }
        }

        return all;
    }

    /// <summary>Gets the blocks in use, without a walk. Not known while a collection runs.</summary>
    /// <returns>Blocks.</returns>
    public nint UsedBlocks() => _otherBlocks + (nint)Amount;

    /// <summary>Counts the blocks of all areas.</summary>
    /// <returns>Blocks.</returns>
    public readonly nint AllBlocks()
    {
        nint sum = 0;
        for (Area* area = _first; area != null; area = area->Next)
        {
            sum += area->Blocks;
        }

        return sum;
    }

    private static HeapInformation WithFree(HeapInformation all, nint run) => all with
    {
        FreeBlocks = all.FreeBlocks + run,
        LargestFreeRun = Math.Max(all.LargestFreeRun, run),
    };

    private static HeapInformation WithObject(HeapInformation all, nint run) => all with
    {
        UsedBlocks = all.UsedBlocks + run,
        OneBlockObjects = all.OneBlockObjects + (run == 1 ? 1 : 0),
        TwoBlockObjects = all.TwoBlockObjects + (run == 2 ? 1 : 0),
        LargestObject = Math.Max(all.LargestObject, run),
        Heads = all.Heads + 1,
    };
}
