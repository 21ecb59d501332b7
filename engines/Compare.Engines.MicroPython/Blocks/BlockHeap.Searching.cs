using System.Numerics;

namespace Compare.Engines.MicroPython.Blocks;

/// <content>The search for free blocks: first fit from a lower bound that only one-block requests advance.</content>
internal unsafe partial struct BlockHeap<TGeometry>
{
    /// <summary>Finds a run of free blocks.</summary>
    /// <param name="blocks">Its length, 1 or more.</param>
    /// <param name="found">Receives the area.</param>
    /// <returns>The last block of the run, or −1.</returns>
    private nint Search(nint blocks, out Area* found)
    {
        for (Area* area = _current; area != null; area = area->Next)
        {
            nint end = blocks == 1 ? FindBlock(area) : FindRun(area, blocks);
            SearchedBytes += (end < 0 ? area->TableBytes : (end / AreaLayout.BlocksPerByte) + 1) - Math.Min(area->SearchByte, area->TableBytes);
            if (end >= 0)
            {
                found = area;
                return end;
            }

            if (_options.IsSplit && blocks == 1)
            {
                // The original means "full" and takes the index behind the table for a block: later one-block requests
                // find a quarter of the table behind the bound, all of it in use.
                nint full = Math.Max(area->SearchByte, area->TableBytes);
                area->SearchByte = _options.IsStrict ? (full + 1) / AreaLayout.BlocksPerByte : full;
            }
        }

        found = null;
        return -1;
    }

    private static nint FindBlock(Area* area)
    {
        ulong from = MaskFrom(area->SearchByte * AreaLayout.BlocksPerByte, out nint index);
        for (; index < area->Words; index++)
        {
            ulong free = TableWord.Free(area->Table[index]) & area->Existing(index) & from;
            if (free != 0)
            {
                return (index << TableWord.Shift) + (BitOperations.TrailingZeroCount(free) / TableWord.BitsPerBlock);
            }

            from = ulong.MaxValue;
        }

        return -1;
    }

    private static nint FindRun(Area* area, nint blocks)
    {
        int bounded = (int)Math.Min(blocks, Area.LongestBound);

        // Nothing before the search bound is free.
        nint bound = Math.Max((nint)area->RunBounds[bounded], area->SearchByte * AreaLayout.BlocksPerByte);
        nint end = FindRun(area, bounded, bound);
        area->RunBounds[bounded] = end < 0 ? area->Blocks : end - bounded + 1;
        return end < 0 || blocks == bounded ? end : FindRun(area, blocks, end - bounded + 1);
    }

    /// <summary>Finds the first run of free blocks that starts at a block or behind it.</summary>
    private static nint FindRun(Area* area, nint blocks, nint start)
    {
        nint run = 0; // Free blocks right before this word.
        ulong from = MaskFrom(start, out nint index);
        for (; index < area->Words; index++)
        {
            ulong free = TableWord.Free(area->Table[index]) & area->Existing(index) & from;
            from = ulong.MaxValue;
            nint first = index << TableWord.Shift;
            int atStart = TableWord.RunAtStart(free);
            if (run + atStart >= blocks)
            {
                return first + (blocks - run) - 1;
            }

            if (atStart == TableWord.Blocks)
            {
                run += TableWord.Blocks;
                continue;
            }

            if (blocks <= TableWord.Blocks && TableWord.StartsOfRuns(free, (int)blocks) is var starts and not 0)
            {
                return first + (BitOperations.TrailingZeroCount(starts) / TableWord.BitsPerBlock) + blocks - 1;
            }

            run = TableWord.RunAtEnd(free);
        }

        return -1;
    }

    private static ulong MaskFrom(nint block, out nint index)
    {
        index = block >> TableWord.Shift;
        return ulong.MaxValue << Area.Bit(block);
    }
}
