using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Exact;

/// <content>Buffers and tables.</content>
internal sealed unsafe partial class ExactEngine
{
    /// <summary>Gives a buffer a new number of items, and a table an index of a new size.</summary>
    /// <param name="owner">A local with the owner.</param>
    /// <param name="number">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    /// <param name="indexBytes">Bytes of the index; 0 for a buffer that is no table.</param>
    internal void Resize(ref ObjectReference owner, int number, int items, int indexBytes)
    {
        CollectIfDue();
        CutOff(owner.Address, number, items);

        // What was released may have run calls that changed the local or the buffer; the rest is done on what is there now.
        ExactObject* obj = ExactObject.At(owner.Address);
        ref ExactBuffer* slot = ref ExactObject.Buffers(obj)[number];
        ForgetSize(slot);
        if (items == 0)
        {
            NativeMemory.Free(slot);
            slot = null;
            return;
        }

        ItemShape* shape = obj->Type->Shapes + number;
        int kept = slot == null ? 0 : slot->Items;
        slot = Reallocate(slot, shape, items, indexBytes);
        if (shape->References != 0 && items > kept)
        {
            nint* first = ExactBuffer.ItemsOf(slot) + ((nint)kept * (shape->References + shape->Words));
            NativeMemory.Clear(first, (nuint)(items - kept) * (nuint)shape->Bytes);
        }

        long nominal = RoundUp((long)items * shape->Bytes) + ObjectType.NominalIndexBytes(indexBytes);
        obj->Type->Account.CountBuffer(nominal);
        Advance(nominal);
        slot->NominalBytes = nominal;
        slot->Birth = Clock;
        Observer?.BufferSized(nominal, Clock, _liveObjects, _liveBytes);
    }

    /// <summary>Gets the index of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="shape">The shape of its entries.</param>
    /// <returns>Address of its first byte.</returns>
    internal static byte* IndexOf(ExactBuffer* table, ItemShape* shape) =>
        (byte*)ExactBuffer.ItemsOf(table) + RoundUp((long)table->Items * shape->Bytes);

    private static long RoundUp(long bytes) => (bytes + BufferShape.SlotBytes - 1) & -BufferShape.SlotBytes;

    private static ExactBuffer* Reallocate(ExactBuffer* old, ItemShape* shape, int items, int indexBytes)
    {
        nuint bytes = (nuint)(sizeof(ExactBuffer) + RoundUp((long)items * shape->Bytes) + indexBytes);
        if (indexBytes == 0 || old == null)
        {
            ExactBuffer* resized = (ExactBuffer*)NativeMemory.Realloc(old, bytes);
            if (old == null)
            {
                *resized = default;
            }

            resized->Items = items;
            resized->IndexBytes = indexBytes;
            return resized;
        }

        // The index lies behind the entries, so it moves when their number changes.
        ExactBuffer* table = (ExactBuffer*)NativeMemory.Alloc(bytes);
        *table = *old;
        table->Items = items;
        table->IndexBytes = indexBytes;
        long kept = (long)Math.Min(items, old->Items) * shape->Bytes;
        Buffer.MemoryCopy(ExactBuffer.ItemsOf(old), ExactBuffer.ItemsOf(table), kept, kept);
        if (old->IndexBytes == indexBytes)
        {
            Buffer.MemoryCopy(IndexOf(old, shape), IndexOf(table, shape), indexBytes, indexBytes);
        }

        NativeMemory.Free(old);
        return table;
    }

    /// <summary>Releases the references behind the new end, last first.</summary>
    private void CutOff(nint owner, int number, int items)
    {
        ExactObject* obj = ExactObject.At(owner);
        ItemShape shape = obj->Type->Shapes[number];
        if (shape.References == 0)
        {
            return;
        }

        // Asked anew each time: a call made by a release may have given the buffer another size.
        ExactBuffer* buffer = ExactObject.Buffers(obj)[number];
        nint left = buffer == null ? 0 : (nint)buffer->Items * shape.References;
        while (left > (nint)items * shape.References)
        {
            left--;
            buffer = ExactObject.Buffers(obj)[number];
            if (buffer != null && left < (nint)buffer->Items * shape.References)
            {
                ref nint slot = ref ExactBuffer.ItemsOf(buffer)[shape.ReferenceSlot((int)left)];
                nint cut = slot;
                slot = 0;
                Release(cut);
            }
        }
    }

    /// <summary>Takes the present size of a buffer, which ends here, off the live bytes.</summary>
    private void ForgetSize(ExactBuffer* buffer)
    {
        if (buffer != null)
        {
            _liveBytes -= buffer->NominalBytes;
            Observer?.BufferDied(buffer->Birth, buffer->NominalBytes, Clock);
        }
    }
}
