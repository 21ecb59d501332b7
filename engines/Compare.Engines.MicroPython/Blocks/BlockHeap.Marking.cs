using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compare.Engines.MicroPython.Blocks;

/// <content>Marking: every word that is the address of a head counts as a reference to it.</content>
internal unsafe partial struct BlockHeap<TGeometry>
{
    private const int WideBits = 64;

    /// <summary>Gets a value indicating whether a block is a vector of words; a constant to the just-in-time compiler.</summary>
    private static bool ScansVectors => Vector256.IsHardwareAccelerated
        && TGeometry.WordBytes == sizeof(ulong)
        && 1 << TGeometry.BlockShift == Vector256<byte>.Count;

    /// <summary>Begins a collection: locks the heap and forgets what was allocated (gc_collect_start).</summary>
    public void BeginCollection()
    {
        Settle();
        _isCollecting = true;
        _hasOverflowed = false;
        _amount = 0;
    }

    /// <summary>Marks the object that a root means, and at once all that it reaches (gc_collect_root).</summary>
    /// <param name="address">A word that may be the address of a head; anything else is ignored.</param>
    public void MarkRoot(nint address)
    {
        if (TryMark(address, out Area* area, out nint block))
        {
            MarkSubtree(area, block);
        }
    }

    /// <summary>Marks an object and nothing that it reaches.</summary>
    /// <param name="address">Any word.</param>
    /// <returns>True when it is the address of a head that was not marked.</returns>
    public readonly bool TryMark(nint address) => TryMark(address, out _, out _);

    /// <summary>Tells whether an object is marked.</summary>
    /// <param name="address">Address of a head.</param>
    /// <returns>True when it is; only meant while a collection runs.</returns>
    public readonly bool IsMarked(nint address)
    {
        Area* area = Find(address);
        return area != null && area->State((address - area->Pool) >> TGeometry.BlockShift) == TableWord.Mark;
    }

    /// <summary>Marks what the mark stack had no room for (gc_deal_with_stack_overflow).</summary>
    public void FinishMarking()
    {
        while (_hasOverflowed)
        {
            _hasOverflowed = false;
            Rescans++;
            for (Area* area = _first; area != null; area = area->Next)
            {
                Rescan(area);
            }
        }
    }

    private readonly bool TryMark(nint address, out Area* area, out nint block)
    {
        area = (address & (BlockBytes - 1)) == 0 ? Find(address) : null;
        block = area == null ? 0 : (address - area->Pool) >> TGeometry.BlockShift;
        if (area == null || area->State(block) != TableWord.Head)
        {
            return false;
        }

        area->Table[block >> TableWord.Shift] |= TableWord.Tail << Area.Bit(block);
        return true;
    }

    /// <summary>Reads each block's state anew, because tracing one marks others behind it.</summary>
    private void Rescan(Area* area)
    {
        for (nint index = 0; index < area->Words; index++)
        {
            ulong left = TableWord.All;
            while ((TableWord.Marks(area->Word(index)) & left) is var marks and not 0)
            {
                int block = BitOperations.TrailingZeroCount(marks) / TableWord.BitsPerBlock;
                left = TableWord.From(block + 1);
                MarkSubtree(area, (index << TableWord.Shift) + block);
            }
        }
    }

    /// <summary>Marks all that an object reaches, depth first, what was found last first (gc_mark_subtree).</summary>
    private void MarkSubtree(Area* area, nint block)
    {
        if (_first->Next == null)
        {
            MarkSubtreeInOneArea(area, block);
            return;
        }

        int depth = 0;
        while (true)
        {
            nint word = area->Pool + (block << TGeometry.BlockShift);
            nint end = word + (area->CountBlocks(block) << TGeometry.BlockShift);
            for (; word < end; word += TGeometry.WordBytes)
            {
                if (!TryMark(ReadAddress(word), out Area* child, out nint childBlock))
                {
                    continue;
                }

                if (depth < _options.MarkStackEntries)
                {
                    _markStack[depth++] = child->Pool + (childBlock << TGeometry.BlockShift);
                }
                else
                {
                    NoteOverflow();
                }
            }

            if (depth == 0)
            {
                return;
            }

            nint next = _markStack[--depth];
            area = Find(next);
            block = (next - area->Pool) >> TGeometry.BlockShift;
        }
    }

    /// <summary>The same where there is one area, whose bounds then stay in registers.</summary>
    private void MarkSubtreeInOneArea(Area* area, nint block)
    {
        nint pool = area->Pool;
        ulong* table = area->Table;
        int depth = 0;
        while (true)
        {
            nint word = pool + (block << TGeometry.BlockShift);
            nint next = block + 1; // The gap byte has a state for the block behind the last.
            bool isOneBlock = ((table[next >> TableWord.Shift] >> Area.Bit(next)) & TableWord.Mark) != TableWord.Tail;
            nint end = word + ((isOneBlock ? 1 : area->CountBlocks(block)) << TGeometry.BlockShift);
            depth = ScansVectors ? ScanVectors(area, word, end, depth) : ScanWords(area, word, end, depth);
            if (depth == 0)
            {
                return;
            }

            block = _markStack[--depth];
        }
    }

    /// <summary>Scans an object word by word.</summary>
    /// <returns>The new depth of the mark stack.</returns>
    private int ScanWords(Area* area, nint word, nint end, int depth)
    {
        for (; word < end; word += TGeometry.WordBytes)
        {
            // An aligned address inside the pool is a small number once its low bits are rotated to the top.
            nuint child = BitOperations.RotateRight((nuint)(ReadAddress(word) - area->Pool), TGeometry.BlockShift);
            if (child < (nuint)area->Blocks)
            {
                depth = Reach(area, (nint)child, depth);
            }
        }

        return depth;
    }

    /// <summary>Scans an object four words at a time: most words are no addresses, and one test tells it of all four.</summary>
    /// <returns>The new depth of the mark stack.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The innermost loop of a collection.
    private int ScanVectors(Area* area, nint word, nint end, int depth)
    {
        Vector256<ulong> pool = Vector256.Create((ulong)area->Pool);
        Vector256<ulong> blocks = Vector256.Create((ulong)area->Blocks);
        for (; word < end; word += Vector256<byte>.Count)
        {
            Vector256<ulong> offsets = Vector256.Load((ulong*)word) - pool;
            Vector256<ulong> children = Vector256.ShiftRightLogical(offsets, TGeometry.BlockShift)
                | Vector256.ShiftLeft(offsets, WideBits - TGeometry.BlockShift);
            uint hits = Vector256.LessThan(children, blocks).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                nint address = ((nint*)word)[BitOperations.TrailingZeroCount(hits)];
                depth = Reach(area, (address - area->Pool) >> TGeometry.BlockShift, depth);
            }
        }

        return depth;
    }

    /// <summary>Marks a block if it is a head that is not marked, and puts it on the mark stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The innermost loop of a collection.
    private int Reach(Area* area, nint child, int depth)
    {
        ref ulong states = ref area->Table[child >> TableWord.Shift];
        int bit = Area.Bit(child);
        if (((states >> bit) & TableWord.Mark) != TableWord.Head)
        {
            return depth;
        }

        states |= TableWord.Tail << bit;
        if (depth == _markStackEntries)
        {
            NoteOverflow();
            return depth;
        }

        Prefetch(area->Pool + (child << TGeometry.BlockShift));
        _markStack[depth] = child;
        return depth + 1;
    }

    /// <summary>Reads a word as the address that it would be; a narrow word is relative to the origin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One load in the innermost loop.
    private readonly nint ReadAddress(nint word) =>
        TGeometry.WordBytes == sizeof(uint) ? Origin + (nint)(*(uint*)word) : *(nint*)word;

    /// <summary>Fetches an object that will be scanned soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One instruction.
    private static void Prefetch(nint address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((void*)address);
        }
    }

    private void NoteOverflow()
    {
        _hasOverflowed = true;
        Overflows++;
    }
}
