using System.Runtime.InteropServices;

namespace Compare.Engines.MicroPython.Blocks;

/// <content>Change of size: in place where the blocks behind are free, else by moving.</content>
internal unsafe partial struct BlockHeap<TGeometry>
{
    /// <summary>Changes the size of a block (gc_realloc).</summary>
    /// <param name="address">Its address, or 0 to allocate.</param>
    /// <param name="bytes">New size; 0 frees it.</param>
    /// <param name="mayMove">Whether it may move.</param>
    /// <returns>The address now; 0 when it was freed or cannot have the size, which leaves it as it was.</returns>
    public nint Reallocate(nint address, nint bytes, bool mayMove)
    {
        if (address == 0)
        {
            return Allocate(bytes, hasFinalizer: false);
        }

        if (bytes == 0)
        {
            Free(address);
            return 0;
        }

        if (IsLocked)
        {
            return 0;
        }

        Settle();
        Area* area = Find(address);
        nint block = (address - area->Pool) >> TGeometry.BlockShift;
        nint wanted = BlocksFor(bytes);
        nint blocks = area->CountBlocks(block);
        if (wanted <= blocks)
        {
            CutOff(area, block, blocks, wanted);
            return address;
        }

        nint behind = block + blocks;
        if (area->CountFree(behind, wanted - blocks) == wanted - blocks)
        {
            area->SetTails(behind, wanted - blocks);
            _otherBlocks += wanted - blocks;
            // One past the end, as in the original; a sweep only looks at one block more.
            area->LastUsed = Math.Max(area->LastUsed, block + wanted - (_options.IsStrict ? 0 : 1));
            NativeMemory.Clear(
                (void*)(area->Pool + (behind << TGeometry.BlockShift)),
                (nuint)((wanted - blocks) << TGeometry.BlockShift));
            return address;
        }

        return mayMove ? MoveTo(area, block, blocks, bytes) : 0;
    }

    private void CutOff(Area* area, nint block, nint blocks, nint wanted)
    {
        if (wanted == blocks)
        {
            return;
        }

        area->SetFree(block + wanted, blocks - wanted);
        area->LowerRunBounds(block + wanted);
        _otherBlocks -= blocks - wanted;
        if (_options.IsSplit && area != _current)
        {
            _current = _first;
        }

        area->SearchByte = Math.Min(area->SearchByte, (block + wanted) / AreaLayout.BlocksPerByte);
    }

    private nint MoveTo(Area* area, nint block, nint blocks, nint bytes)
    {
        nint old = area->Pool + (block << TGeometry.BlockShift);
        bool isPart = (area->Parts[block >> TableWord.Shift] & (TableWord.Head << Area.Bit(block))) != 0;
        nint moved = Allocate(bytes, HasBit(area->Finalizers, block));
        if (moved == 0)
        {
            return 0;
        }

        if (isPart)
        {
            MarkPart(moved);
        }

        nint oldBytes = blocks << TGeometry.BlockShift;
        Buffer.MemoryCopy((void*)old, (void*)moved, oldBytes, oldBytes);
        Free(old);
        return moved;
    }
}
