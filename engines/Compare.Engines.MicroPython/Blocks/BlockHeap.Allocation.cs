using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Events;

namespace Compare.Engines.MicroPython.Blocks;

/// <content>Allocation and explicit release.</content>
internal unsafe partial struct BlockHeap<TGeometry>
{
    /// <summary>Computes the blocks of a request.</summary>
    /// <param name="bytes">0 or more.</param>
    /// <returns>Blocks.</returns>
    public static nint BlocksFor(nint bytes) => (bytes + BlockBytes - 1) >> TGeometry.BlockShift;

    /// <summary>Allocates (gc_alloc).</summary>
    /// <param name="bytes">Bytes, 0 or more.</param>
    /// <param name="hasFinalizer">Whether the block is to be finalized when it is found dead.</param>
    /// <returns>The address of the block; 0 for no bytes, while the heap is locked, and when there is no room.</returns>
    public nint Allocate(nint bytes, bool hasFinalizer)
    {
        Settle();
        nint blocks = BlocksFor(bytes);
        if (blocks == 0 || IsLocked)
        {
            return 0;
        }

        bool hasCollected = !CollectsAutomatically;
        bool hasGrown = false;
        if (!hasCollected && _amount >= _threshold)
        {
            _owner.CollectFor(CollectionCause.Threshold);
            hasCollected = true;
        }

        while (true)
        {
            nint end = Search(blocks, out Area* area);
            if (end >= 0)
            {
                return Occupy(area, end, blocks, bytes, hasFinalizer);
            }

            if (!hasCollected)
            {
                _owner.CollectFor(CollectionCause.AllocationFailure);
                hasCollected = true;
            }
            else if (_options.Grows && !hasGrown && TryGrow(bytes))
            {
                hasGrown = true;
            }
            else
            {
                return 0;
            }
        }
    }

    /// <summary>Frees a block that nothing refers to any more (gc_free); does nothing while the heap is locked by the program.</summary>
    /// <param name="address">The address, or 0.</param>
    public void Free(nint address)
    {
        if (address == 0 || _lockDepth > 0)
        {
            return;
        }

        Settle();
        Area* area = Find(address);
        if (area == null)
        {
            return; // In an area that the original's quirk has given back.
        }

        nint block = (address - area->Pool) >> TGeometry.BlockShift;
        ClearBit(area->Finalizers, block);
        ClearBit(area->Targets, block);
        area->Parts[block >> TableWord.Shift] &= ~(TableWord.Head << Area.Bit(block));
        if (area != _current)
        {
            _current = _first;
        }

        area->SearchByte = Math.Min(area->SearchByte, block / AreaLayout.BlocksPerByte);
        nint blocks = area->CountBlocks(block);
        area->SetFree(block, blocks);
        area->LowerRunBounds(block);
        _otherBlocks -= blocks;
    }

    /// <summary>Gets the bytes of a block (gc_nbytes).</summary>
    /// <param name="address">Any address.</param>
    /// <returns>A multiple of the block size; 0 when it is not the address of an object.</returns>
    public nint BytesOf(nint address)
    {
        Settle();
        Area* area = Find(address);
        nint block = area == null ? 0 : (address - area->Pool) >> TGeometry.BlockShift;
        return area != null && (address & (BlockBytes - 1)) == 0 && area->State(block) == TableWord.Head
            ? area->CountBlocks(block) << TGeometry.BlockShift
            : 0;
    }

    /// <summary>Notes that a block is part of an object, for the accounts.</summary>
    /// <param name="address">Its address.</param>
    public readonly void MarkPart(nint address)
    {
        Area* area = Find(address);
        nint block = (address - area->Pool) >> TGeometry.BlockShift;
        area->Parts[block >> TableWord.Shift] |= TableWord.Head << Area.Bit(block);
    }

    /// <summary>Notes that weak references to an object exist.</summary>
    /// <param name="address">Its address.</param>
    public readonly void MarkTarget(nint address)
    {
        Area* area = Find(address);
        SetBit(area->Targets, (address - area->Pool) >> TGeometry.BlockShift);
    }

    private static void SetBit(byte* table, nint block) =>
        table[block / BitsPerByte] |= (byte)(1 << (int)(block % BitsPerByte));

    private static void ClearBit(byte* table, nint block)
    {
        if (table != null)
        {
            table[block / BitsPerByte] &= (byte)~(1 << (int)(block % BitsPerByte));
        }
    }

    private static bool HasBit(byte* table, nint block) =>
        table != null && (table[block / BitsPerByte] & (1 << (int)(block % BitsPerByte))) != 0;

    private nint Occupy(Area* area, nint end, nint blocks, nint bytes, bool hasFinalizer)
    {
        nint start = end - blocks + 1;
        if (blocks == 1)
        {
            // More than one block may have skipped holes; one cannot.
            _current = area;
            area->SearchByte = (end + 1) / AreaLayout.BlocksPerByte;
        }

        area->LastUsed = Math.Max(area->LastUsed, end);
        area->Table[start >> TableWord.Shift] |= TableWord.Head << Area.Bit(start);
        area->SetTails(start + 1, blocks - 1);
        _amount += blocks;
        nint address = area->Pool + (start << TGeometry.BlockShift);
        nint kept = _options.ClearsFreshMemory ? 0 : bytes;
        NativeMemory.Clear((void*)(address + kept), (nuint)((blocks << TGeometry.BlockShift) - kept));
        if (hasFinalizer && area->Finalizers != null)
        {
            ClearFirstWord(address);
            SetBit(area->Finalizers, start);
        }

        if (blocks == 1)
        {
            Supply();
        }

        return address;
    }

    /// <summary>Makes the first word zero: until its type is set, a block is not finalized.</summary>
    private static void ClearFirstWord(nint address)
    {
        if (TGeometry.WordBytes == sizeof(int))
        {
            *(int*)address = 0;
        }
        else
        {
            *(long*)address = 0;
        }
    }
}
