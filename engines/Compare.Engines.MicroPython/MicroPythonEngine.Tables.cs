using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>
/// Tables with an index of slots. The original has none: its tables hold keys in the order of their hashes. Here the index lies
/// behind the entries in one block, and each change of size makes a new block, as a rehash of the original does.
/// </content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    /// <summary>Gives a table a new number of entries and an index of a new size.</summary>
    /// <param name="owner">A local with the owner, which keeps the table alive meanwhile.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of entries.</param>
    /// <param name="indexBytes">Bytes of the index.</param>
    internal void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes)
    {
        nint obj = owner.Address;
        TypeInfo* info = Info(obj);
        nint slot = BufferSlot(obj, buffer);
        if (items == 0)
        {
            Blocks.Free(Read(slot));
            Write(slot, 0);
            new Span<int>((void*)(slot + TGeometry.WordBytes), BufferNumbers.IndexBytes + 1).Clear();
        }
        else if (items != BufferItems(obj, buffer) || indexBytes != BufferNumber(obj, buffer, BufferNumbers.IndexBytes))
        {
            ReplaceTable(obj, info, buffer, items, indexBytes);
        }

        long nominal = _types.Type(info->Number).NominalBufferBytes(buffer, items);
        info->Account.CountBuffer(nominal + ObjectType.NominalIndexBytes(indexBytes));
        DeliverPending();
    }

    /// <summary>Gets the index of a table.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>All its bytes.</returns>
    internal Span<byte> TableIndex(nint obj, int buffer)
    {
        ref ItemShape shape = ref Info(obj)->Shapes[buffer];
        nint entries = (nint)BufferItems(obj, buffer) * shape.Bytes;
        return new((void*)(Read(obj + shape.Offset) + entries), BufferNumber(obj, buffer, BufferNumbers.IndexBytes));
    }

    /// <summary>Makes a new block, moves what is in both and frees the old one; throws before anything is changed.</summary>
    private void ReplaceTable(nint obj, TypeInfo* info, int buffer, int items, int indexBytes)
    {
        nint itemBytes = info->Shapes[buffer].Bytes;
        int before = BufferItems(obj, buffer);
        nint now = AllocateBlocks((items * itemBytes) + indexBytes, hasFinalizer: false);
        Blocks.MarkPart(now);
        nint slot = BufferSlot(obj, buffer);
        nint old = Read(slot);
        nint kept = Math.Min(before, items) * itemBytes;
        Buffer.MemoryCopy((void*)old, (void*)now, kept, kept);
        NativeMemory.Clear((void*)(now + kept), (nuint)((items * itemBytes) - kept));
        if (indexBytes == BufferNumber(obj, buffer, BufferNumbers.IndexBytes))
        {
            TableIndex(obj, buffer).CopyTo(new((void*)(now + (items * itemBytes)), indexBytes));
        }

        Blocks.Free(old);
        Write(slot, now);
        BufferNumber(obj, buffer, BufferNumbers.Items) = items;
        BufferNumber(obj, buffer, BufferNumbers.IndexBytes) = indexBytes;
        _buffersMoved++;
    }
}
