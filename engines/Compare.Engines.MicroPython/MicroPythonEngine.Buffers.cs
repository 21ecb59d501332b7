using System.Runtime.InteropServices;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Owned buffers, resized by the rules of gc_realloc.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    private long _buffersMoved;
    private long _buffersResizedInPlace;

    /// <summary>Gives a buffer a new number of items.</summary>
    /// <param name="owner">A local with the owner, which keeps the buffer alive meanwhile.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    internal void ResizeBuffer(ref ObjectReference owner, int buffer, int items)
    {
        nint obj = owner.Address;
        TypeInfo* info = Info(obj);
        nint slot = BufferSlot(obj, buffer);
        int before = BufferItems(obj, buffer);
        nint old = Read(slot);
        nint bytes = BufferBytes(info, buffer, items);
        nint now = Resize(info, old, BufferBytes(info, buffer, before), bytes);
        Write(slot, now);
        BufferNumber(obj, buffer, BufferNumbers.Items) = items;
        if (items == 0)
        {
            BufferNumber(obj, buffer, BufferNumbers.Count) = 0;
        }

        ClearChanged(ref info->Shapes[buffer], now, before, items);
        info->Account.CountBuffer(_types.Type(info->Number).NominalBufferBytes(buffer, items));
        DeliverPending();
    }

    /// <summary>Gives the block of a buffer a new size; throws before anything is changed.</summary>
    private nint Resize(TypeInfo* info, nint old, nint oldBytes, nint bytes)
    {
        if (bytes == 0)
        {
            Blocks.Free(old);
            return 0;
        }

        nint now = old != 0 && info->ReplacesBuffers != 0
            ? Replace(old, oldBytes, bytes)
            : Blocks.Reallocate(old, bytes, mayMove: true);
        if (now == 0)
        {
            DeliverPending();
            throw OutOfMemory(bytes);
        }

        if (old == 0)
        {
            Blocks.MarkPart(now);
        }

        _buffersMoved += now == old ? 0 : 1;
        _buffersResizedInPlace += now == old ? 1 : 0;
        return now;
    }

    /// <summary>Makes a new table, moves the entries and frees the old table, as a rehash does.</summary>
    private nint Replace(nint old, nint oldBytes, nint bytes)
    {
        nint now = Blocks.Allocate(bytes, hasFinalizer: false);
        if (now != 0)
        {
            Blocks.MarkPart(now);
            nint kept = Math.Min(oldBytes, bytes);
            Buffer.MemoryCopy((void*)old, (void*)now, kept, kept);
            Blocks.Free(old);
        }

        return now;
    }

    /// <summary>
    /// Makes new references null, and those cut off too as far as their block is still there: a word left behind would keep
    /// its object alive.
    /// </summary>
    private void ClearChanged(ref ItemShape shape, nint address, int before, int items)
    {
        if (shape.References == 0 || address == 0)
        {
            return;
        }

        nint from = (nint)Math.Min(before, items) * shape.Bytes;
        nint to = Math.Min((nint)Math.Max(before, items) * shape.Bytes, Blocks.BytesOf(address));
        if (to > from)
        {
            NativeMemory.Clear((void*)(address + from), (nuint)(to - from));
        }
    }
}
