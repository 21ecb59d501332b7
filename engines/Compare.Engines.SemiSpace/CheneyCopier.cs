using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.SemiSpace;

/// <summary>Copies a graph of objects breadth first, with the to-space itself as the queue.</summary>
/// <remarks>
/// C. J. Cheney, "A nonrecursive list compacting algorithm", 1970. Objects between the scan pointer and the free pointer
/// are copied but still refer to from-space. Safe because to-space is at least as large as from-space and a copy is never
/// larger than its original.
/// </remarks>
/// <param name="toSpace">Address of the first byte of to-space.</param>
internal unsafe struct CheneyCopier(nint toSpace)
{
    /// <summary>From this size on a block copy is faster than a loop over words.</summary>
    private const nint BlockCopyBytes = 64;

    private nint _scan = toSpace;

    /// <summary>Gets the address of the next free byte of to-space.</summary>
    public nint Free { get; private set; } = toSpace;

    /// <summary>Gets the objects copied, hidden buffers not counted.</summary>
    public long Objects { get; private set; }

    /// <summary>Tells whether an object in from-space has been copied.</summary>
    /// <param name="obj">Its address in from-space.</param>
    /// <returns>True when it has.</returns>
    public static bool IsForwarded(nint obj) => (*(nint*)obj & BumpObject.ForwardedBit) != 0;

    /// <summary>Gets the new address of an object that has been copied.</summary>
    /// <param name="obj">Its address in from-space.</param>
    /// <returns>Its address in to-space.</returns>
    public static nint Forwarding(nint obj) => *(nint*)obj & ~BumpObject.ForwardedBit;

    /// <summary>Makes the slots of a list refer to to-space.</summary>
    /// <param name="slots">Roots.</param>
    public void CopyAll(Span<ObjectReference> slots)
    {
        foreach (ref ObjectReference slot in slots)
        {
            slot = new(Copy(slot.Address));
        }
    }

    /// <summary>Copies an object unless it has been copied already.</summary>
    /// <param name="obj">Its address in from-space, or 0.</param>
    /// <returns>Its address in to-space, or 0.</returns>
    public nint Copy(nint obj)
    {
        if (obj == 0)
        {
            return 0;
        }

        nint header = *(nint*)obj;
        if ((header & BumpObject.ForwardedBit) != 0)
        {
            return header & ~BumpObject.ForwardedBit;
        }

        BumpTypeInfo* info = (BumpTypeInfo*)header;
        nint bytes = info->Elements == ElementKind.None ? info->FixedBytes
            : info->IsTable != 0 ? BumpObject.Size(obj)
            : BumpObject.SizeFor(info, BumpObject.Length(obj));
        nint copy = Free;
        Free = copy + bytes;
        CopyBytes(obj, copy, bytes);
        if (info->IsBuffer != 0)
        {
            // Spare capacity stays behind, but not that of a table, whose index lies behind it.
            BumpObject.HashOrCapacity(copy) = info->IsTable != 0 ? BumpObject.HashOrCapacity(obj) : BumpObject.Length(obj);
        }
        else
        {
            Objects++;
        }

        *(nint*)obj = copy | BumpObject.ForwardedBit;
        return copy;
    }

    /// <summary>Copies everything that the copied objects reach.</summary>
    public void Scan()
    {
        nint scan = _scan;
        while (scan < Free)
        {
            BumpTypeInfo* info = BumpObject.Info(scan);
            for (int i = 0; i < info->TracedFields; i++)
            {
                ref nint field = ref BumpObject.Field(scan, i);
                field = Copy(field);
            }

            if (info->Elements == ElementKind.References)
            {
                ScanElements(scan, info);
            }

            scan += BumpObject.Size(scan);
        }

        _scan = scan;
    }

    private static void CopyBytes(nint from, nint to, nint bytes)
    {
        if (bytes >= BlockCopyBytes)
        {
            Buffer.MemoryCopy((void*)from, (void*)to, bytes, bytes);
            return;
        }

        for (nint offset = 0; offset < bytes; offset += BumpObject.SlotBytes)
        {
            *(long*)(to + offset) = *(long*)(from + offset);
        }
    }

    private void ScanElements(nint obj, BumpTypeInfo* info)
    {
        int perItem = info->IsBuffer != 0 ? info->Items.References : 1;
        nint item = BumpObject.Elements(obj, info);
        nint end = item + ((nint)BumpObject.Length(obj) * info->ElementBytes);
        for (; item < end; item += info->ElementBytes)
        {
            for (int i = 0; i < perItem; i++)
            {
                ref nint slot = ref ((nint*)item)[i];
                slot = Copy(slot);
            }
        }
    }
}
