using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Bump;

/// <content>Sizes of buffers and tables, which are hidden objects of their own.</content>
public abstract unsafe partial class BumpEngine
{
    /// <summary>Gives a buffer a new number of items, in place while it fits its capacity.</summary>
    /// <param name="owner">The owner; updated when it moves.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    internal void ResizeBuffer(ref ObjectReference owner, int buffer, int items) => ResizeTable(ref owner, buffer, items, 0);

    /// <summary>
    /// Gives a table a new number of entries and an index of a new size, in place while the entries fit its capacity and the
    /// index has the size it had.
    /// </summary>
    /// <param name="owner">The owner; updated when it moves.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of entries.</param>
    /// <param name="indexBytes">Bytes of the index; 0 for a buffer that is no table.</param>
    internal void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes)
    {
        BumpTypeInfo* ownerInfo = BumpObject.Info(owner.Address);
        BumpTypeInfo* info = ownerInfo->Buffers[buffer];
        int field = ownerInfo->References + buffer;
        nint old = BumpObject.Field(owner.Address, field);
        if (items == 0)
        {
            BumpObject.Field(owner.Address, field) = 0;
            return;
        }

        int kept = old == 0 ? 0 : BumpObject.Length(old);
        nint resized = old;
        if (old == 0 || items > BumpObject.HashOrCapacity(old) || IndexBytes(old, info) != indexBytes)
        {
            resized = old == 0 ? 0 : Extend(old, info, items);
            if (resized == 0)
            {
                resized = NewBuffer(info, items, indexBytes);

                // The allocation may have moved owner and buffer, and a callback may have resized the buffer.
                old = BumpObject.Field(owner.Address, field);
                kept = old == 0 ? 0 : Math.Min(BumpObject.Length(old), items);
                if (old != 0)
                {
                    CopyContent(old, resized, info, kept);
                }
            }
        }

        BumpObject.Length(resized) = items;
        if (info->Items.References != 0 && items > kept)
        {
            // With the words between them, which have no value yet.
            nint first = BumpObject.Elements(resized, info) + ((nint)kept * info->ElementBytes);
            NativeMemory.Clear((void*)first, (nuint)(items - kept) * (nuint)info->ElementBytes);
        }

        BumpObject.Field(owner.Address, field) = resized;
        ownerInfo->Account.CountBuffer(
            Types.Type(ownerInfo->Number).NominalBufferBytes(buffer, items) + ObjectType.NominalIndexBytes(indexBytes));
    }

    /// <summary>
    /// Enlarges a buffer that ends where the next object would begin, as a region allocator does; its items are not copied.
    /// </summary>
    /// <returns>
    /// Its address; 0 when something follows it, when the space has no room, or for a table, whose index is behind its entries.
    /// </returns>
    private nint Extend(nint buffer, BumpTypeInfo* info, int items)
    {
        nint bytes = BumpObject.Size(buffer);
        if (info->IsTable != 0 || buffer + bytes != Cursor)
        {
            return 0;
        }

        nint extended = ExtendLast(buffer, BumpObject.SizeFor(info, items) - bytes);
        if (extended != 0)
        {
            BumpObject.HashOrCapacity(extended) = items;
        }

        return extended;
    }

    private static int IndexBytes(nint buffer, BumpTypeInfo* info) => info->IsTable != 0 ? BumpObject.IndexBytes(buffer) : 0;

    private nint NewBuffer(BumpTypeInfo* info, int items, int indexBytes)
    {
        nint buffer = Allocate(BumpObject.TableSize(info, items, indexBytes));
        *(BumpTypeInfo**)buffer = info;
        BumpObject.HashOrCapacity(buffer) = items;
        BumpObject.Counter(buffer) = 0;
        BumpObject.Filled(buffer) = 0;
        if (info->IsTable != 0)
        {
            BumpObject.IndexBytes(buffer) = indexBytes;
        }

        return buffer;
    }

    /// <summary>Copies items, counters, and an index of the same size.</summary>
    private static void CopyContent(nint from, nint to, BumpTypeInfo* info, int items)
    {
        nint bytes = (nint)items * info->ElementBytes;
        Buffer.MemoryCopy((void*)BumpObject.Elements(from, info), (void*)BumpObject.Elements(to, info), bytes, bytes);
        BumpObject.Counter(to) = BumpObject.Counter(from);
        BumpObject.Filled(to) = BumpObject.Filled(from);
        if (info->IsTable != 0 && BumpObject.IndexBytes(from) == BumpObject.IndexBytes(to))
        {
            BumpObject.Index(from).CopyTo(BumpObject.Index(to));
        }
    }
}
