using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Hash tables: buffers with an index and a header before their entries, in one block.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Gives a table a new number of entries and an index of a new size.</summary>
    /// <param name="owner">The owner; it does not move.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of entries.</param>
    /// <param name="indexBytes">Bytes of the index.</param>
    /// <exception cref="ArgumentException">CPython gives a dictionary of so many entries another index.</exception>
    internal void ResizeTable(ObjectReference owner, int buffer, int items, int indexBytes)
    {
        nint obj = owner.Address;
        TypeInfo* info = ObjectLayout.Type(obj);
        if (info->HasDictKeys != 0 && items != 0 && indexBytes != DictKeys.IndexBytes(items))
        {
            throw new ArgumentException(
                $"A dictionary of {items} entries has an index of {DictKeys.IndexBytes(items)} bytes, not {indexBytes}.",
                nameof(indexBytes));
        }

        nint entries = ObjectLayout.BufferAddress(obj, buffer);
        if (entries != 0 && items == ObjectLayout.BufferItems(obj, buffer) && indexBytes == DictKeys.IndexBytesOf(entries))
        {
            info->Account.CountBuffer(_types.Type(info->Number).NominalBufferBytes(buffer, items));
        }
        else
        {
            Resize(obj, info, buffer, items, indexBytes);
        }

        info->Account.CountBuffer(ObjectType.NominalIndexBytes(indexBytes));
    }

    /// <summary>Allocates a table and sets its header; an index of the same size as before keeps its content.</summary>
    /// <returns>Address of the first entry, with <see cref="ObjectLayout.SystemBlock"/> where that applies.</returns>
    private nint NewTable(nint obj, TypeInfo* info, int buffer, int items, int indexBytes)
    {
        nint prefix = DictKeys.PrefixBytes(indexBytes);
        long bytes = prefix + ((long)items * TypeInfo.Shape(info, buffer)->Bytes);
        nint block = IsSmallestStringTable(info, bytes) && TakeKept(_smallestTables) is nint kept and not 0
            ? kept
            : Reallocate(0, 0, bytes);
        info->VariableBlockBytes += BufferBlockBytes(block, bytes);
        nint entries = (block + prefix) & ~ObjectLayout.SystemBlock;
        DictKeys.IndexBytesOf(entries) = indexBytes;
        DictKeys.Filled(entries) = 0;
        nint old = ObjectLayout.BufferAddress(obj, buffer);
        if (old != 0)
        {
            DictKeys.Filled(entries) = DictKeys.Filled(old);
            if (DictKeys.IndexBytesOf(old) == indexBytes)
            {
                DictKeys.Index(old).CopyTo(DictKeys.Index(entries));
            }
        }

        return block + prefix;
    }

    /// <summary>Tells whether a table is one of those that wait for reuse: a dictionary's of 8 slots, with string keys.</summary>
    private static bool IsSmallestStringTable(TypeInfo* info, long bytes) =>
        info->HasDictKeys != 0 && bytes == DictKeys.SmallestStringTableBytes;
}
