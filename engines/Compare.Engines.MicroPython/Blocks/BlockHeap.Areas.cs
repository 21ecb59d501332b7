using System.Runtime.InteropServices;

namespace Compare.Engines.MicroPython.Blocks;

/// <content>Areas: laid out, added, found, given back.</content>
internal unsafe partial struct BlockHeap<TGeometry>
{
    /// <summary>
    /// Words at the start of an added area that the original's own description of it takes (mp_state_mem_area_t, 64 bytes
    /// in the unix port).
    /// </summary>
    public const int DescriptorWords = 8;

    /// <summary>Least bytes beyond a request that a new area must have room for (gc_try_add_heap).</summary>
    private const int LeastSlack = 2048;

    /// <summary>Share of a request that is added for the tables, as gc_try_add_heap does: n × 13 / 512.</summary>
    private const int SlackNumerator = 13;

    private const int SlackDenominator = 512;

    private const int BitsPerByte = 8;

    /// <summary>Gets the bytes at the start of an added area that hold its description.</summary>
    public static nint DescriptorBytes => DescriptorWords * TGeometry.WordBytes;

    /// <summary>Gets the bytes of all areas.</summary>
    /// <returns>Bytes.</returns>
    public readonly nint AreaBytes()
    {
        nint sum = 0;
        for (Area* area = _first; area != null; area = area->Next)
        {
            sum += area->Bytes;
        }

        return sum;
    }

    /// <summary>Adds an area at the end of the list. Its memory must be zero.</summary>
    /// <param name="start">Address of its first byte, a multiple of 8.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>False when not even a block fits.</returns>
    public bool AddArea(nint start, nint bytes)
    {
        nint tables = start + (_first == null ? 0 : DescriptorBytes);
        AreaLayout layout = AreaLayout.Of(tables, start + bytes, TGeometry.BlockShift, SideTables);
        if (layout.TableBytes == 0)
        {
            return false;
        }

        Area* area = (Area*)NativeMemory.AllocZeroed((nuint)sizeof(Area));
        int inLastWord = (int)((layout.Blocks - 1) & (TableWord.Blocks - 1)) + 1;
        area->Table = (ulong*)tables;
        area->TableBytes = layout.TableBytes;
        area->Blocks = layout.Blocks;
        area->Words = (layout.TableBytes + sizeof(ulong) - 1) / sizeof(ulong);
        area->FullWords = layout.TableBytes / sizeof(ulong);
        area->LastMask = TableWord.Mask(TableWord.All & ~TableWord.From(inLastWord));
        byte* sideTable = (byte*)tables + layout.TableBytes + 1; // Behind the gap byte.
        if (_options.HasFinalizerTable)
        {
            area->Finalizers = sideTable;
            sideTable += layout.SideTableBytes;
        }

        area->Targets = _options.HasWeakTable ? sideTable : null;
        area->Pool = layout.Pool;
        area->PoolBytes = layout.Blocks << TGeometry.BlockShift;
        area->Parts = (ulong*)NativeMemory.AllocZeroed((nuint)area->Words, sizeof(ulong));
        area->Start = start;
        area->Bytes = bytes;
        Append(area);
        return true;
    }

    /// <summary>Finds the area of a block.</summary>
    /// <param name="address">Any address.</param>
    /// <returns>The area whose pool it lies in, or null.</returns>
    public readonly Area* Find(nint address)
    {
        Area* area = _first;
        while (area != null && !area->Contains(address))
        {
            area = area->Next;
        }

        return area;
    }

    private void Append(Area* area)
    {
        if (_first == null)
        {
            _first = area;
            _current = area;
            return;
        }

        Area* last = _first;
        while (last->Next != null)
        {
            last = last->Next;
        }

        last->Next = area;
    }

    private static void FreeArea(Area* area)
    {
        NativeMemory.Free(area->Parts);
        NativeMemory.Free(area);
    }

    /// <summary>Asks for another area that doubles the heap and holds a request.</summary>
    private bool TryGrow(nint bytes)
    {
        nint needed = bytes + Math.Max(LeastSlack, bytes * SlackNumerator / SlackDenominator);
        nint blocks = 0;
        for (Area* area = _first; area != null; area = area->Next)
        {
            blocks += area->Blocks;
        }

        nint doubled = AreaLayout.BytesFor(blocks, TGeometry.BlockShift, SideTables) + DescriptorBytes;
        nint start = _owner.ProvideArea(needed, Math.Max(doubled, needed), out nint given);
        return start != 0 && AddArea(start, given);
    }

    /// <summary>Gives back added areas that are not used any more.</summary>
    /// <remarks>
    /// The original takes "last used block is 0" for "not used": an area with one live block, the first, goes too. Without
    /// quirks only areas without a used block go.
    /// </remarks>
    private void ReleaseUnusedAreas()
    {
        Area* before = _first;
        while (before->Next != null)
        {
            Area* area = before->Next;
            bool isEmpty = area->State(0) == 0;
            if (area->LastUsed == 0 && (isEmpty || _options.IsStrict))
            {
                before->Next = area->Next;
                _otherBlocks -= isEmpty ? 0 : 1;
                _owner.TakeBackArea(area->Start, area->Bytes, isEmpty);
                FreeArea(area);
            }
            else
            {
                before = area;
            }
        }
    }
}
