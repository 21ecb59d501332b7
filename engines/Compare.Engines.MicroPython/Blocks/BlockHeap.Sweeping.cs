using System.Numerics;

namespace Compare.Engines.MicroPython.Blocks;

/// <content>Sweeping: finalizers, release, unlocking.</content>
internal unsafe partial struct BlockHeap<TGeometry>
{
    /// <summary>Looks for dead blocks with finalizers or weak references, in ascending order, up to the last used block.</summary>
    /// <remarks>The blocks are still there: a finalizer sees its object and may free others, but cannot keep any.</remarks>
    public readonly void FinalizeDead()
    {
        for (Area* area = _first; area != null; area = area->Next)
        {
            nint bytes = Math.Min((area->LastUsed / BitsPerByte) + 1, (area->Blocks + BitsPerByte - 1) / BitsPerByte);
            for (nint index = 0; index < bytes; index++)
            {
                if (index + sizeof(ulong) <= bytes && !HasAny(area->Finalizers, index) && !HasAny(area->Targets, index))
                {
                    index += sizeof(ulong) - 1;
                }
                else
                {
                    FinalizeDead(area, index);
                }
            }
        }
    }

    /// <summary>Frees all objects that are not marked, unmarks the others, and unlocks (gc_collect_end).</summary>
    /// <returns>What was found.</returns>
    public SweepResult EndCollection()
    {
        SweepResult result = default;
        for (Area* area = _first; area != null; area = area->Next)
        {
            Sweep(area, ref result);
            area->SearchByte = 0;
            area->LowerRunBounds(0);
        }

        _otherBlocks = (nint)result.LiveBlocks; // Nothing is allocated while a collection runs: the amount is 0.
        if (_options.Grows)
        {
            ReleaseUnusedAreas();
        }

        _current = _first;
        _isCollecting = false;
        return result;
    }

    private static void Sweep(Area* area, ref SweepResult result)
    {
        long freed = 0;
        long parts = 0;
        long live = 0;
        long freedBlocks = 0;
        long liveBlocks = 0;
        ulong carry = 0;
        nint lastUsed = 0;
        nint words = Math.Min((area->LastUsed >> TableWord.Shift) + 1, area->Words);
        for (nint index = 0; index < words; index++)
        {
            ulong states = area->Word(index);
            ulong dead = TableWord.Heads(states);
            ulong marks = TableWord.Marks(states);
            ulong tails = TableWord.Tails(states);
            ulong deadTails = TableWord.TailsOf(dead, tails, ref carry);

            // A dead head loses its low bit, a dead tail and a mark their high one.
            area->Table[index] &= ~(dead | ((deadTails | marks) << 1));
            ulong deadParts = dead & area->Parts[index];
            area->Parts[index] ^= deadParts;
            freed += BitOperations.PopCount(dead);
            parts += BitOperations.PopCount(deadParts);
            live += BitOperations.PopCount(marks);
            ulong used = marks | (tails & ~deadTails);
            freedBlocks += BitOperations.PopCount(dead | deadTails);
            liveBlocks += BitOperations.PopCount(used);
            if (used != 0)
            {
                lastUsed = (index << TableWord.Shift) + (BitOperations.Log2(used) / TableWord.BitsPerBlock);
            }
        }

        area->LastUsed = lastUsed;
        result = new(
            result.FreedHeads + freed,
            result.FreedParts + parts,
            result.LiveHeads + live,
            result.FreedBlocks + freedBlocks,
            result.LiveBlocks + liveBlocks);
    }

    private static bool HasAny(byte* table, nint index) => table != null && *(ulong*)(table + index) != 0;

    private readonly void FinalizeDead(Area* area, nint index)
    {
        int either = (area->Finalizers == null ? 0 : area->Finalizers[index])
            | (area->Targets == null ? 0 : area->Targets[index]);
        while (either != 0)
        {
            int bit = BitOperations.TrailingZeroCount(either);
            either &= either - 1;
            nint block = (index * BitsPerByte) + bit;
            if (block < area->Blocks && area->State(block) == TableWord.Head)
            {
                nint address = area->Pool + (block << TGeometry.BlockShift);
                bool hasType = TGeometry.WordBytes == sizeof(int) ? *(int*)address != 0 : *(long*)address != 0;
                if (HasBit(area->Finalizers, block) && hasType)
                {
                    _owner.FinalizeBlock(address);
                }

                ClearBit(area->Finalizers, block);
                ClearBit(area->Targets, block);
            }
        }
    }
}
