using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>
/// Tables and the numbers of buffers. An object refers to a structure (RPython's dicttable: 56 bytes), which refers to the array of
/// entries and to that of index slots; a list's structure has no index.
/// <code>
/// list: offset   0       8      16     20
/// table: offset  0       8      16     24     28     32
///                header  items  index  items  count  filled
/// </code>
/// </content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>The number of items among the numbers of a buffer.</summary>
    internal const int ItemsNumber = 0;

    /// <summary>The program's count.</summary>
    internal const int CountNumber = 1;

    /// <summary>The program's second count; tables have it.</summary>
    internal const int FilledNumber = 2;

    private const int EntriesField = 0;
    private const int IndexField = 1;

    /// <summary>Gives a table a new number of entries and an index of a new size.</summary>
    /// <param name="owner">The owner; updated when it moves.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of entries.</param>
    /// <param name="indexBytes">Bytes of the index.</param>
    internal void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes)
    {
        PyPyTypeInfo* info = ShapeOf(ObjectHeader.Of(owner.Address))->Owner;
        ResizeEntries(ref owner, info, buffer, items, indexBytes);
        long nominal = _types.Type(info->Number).NominalBufferBytes(buffer, items);
        info->Account.CountBuffer(nominal + ObjectType.NominalIndexBytes(indexBytes));
    }

    /// <summary>Gets the numbers of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>Where they are, or null in a buffer that never had items.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few loads.
    internal int* Numbers(nint owner, int buffer)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(owner));
        if (shape->IsRaw != 0)
        {
            return RawNumbers(owner, shape, buffer);
        }

        nint structure = StructureSlot(owner, shape, buffer);
        return structure == 0 ? null : NumbersIn(structure, shape);
    }

    /// <summary>Gets the index of a table.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>All its bytes.</returns>
    internal Span<byte> TableIndex(nint owner, int buffer)
    {
        nint structure = StructureSlot(owner, ShapeOf(ObjectHeader.Of(owner)), buffer);
        nint index = structure == 0 ? 0 : ObjectHeader.Field(structure, IndexField);
        return index == 0
            ? []
            : new((void*)(index + PyPySizes.ItemsHeaderBytes), (int)ObjectHeader.At(index, ObjectHeader.Bytes));
    }

    /// <summary>Gets the hash that a string's storage remembers.</summary>
    /// <param name="obj">Address of the string.</param>
    /// <returns>The field.</returns>
    internal ref int StoredHash(nint obj)
    {
        nint storage = ObjectHeader.At(obj, ShapeOf(ObjectHeader.Of(obj))->TailOffset);
        return ref *(int*)(storage + PyPySizes.StringHashOffset);
    }

    /// <summary>Gets the number of items in use of a structure.</summary>
    /// <param name="structure">Its address.</param>
    /// <param name="ownerShape">Layout of the owner.</param>
    /// <returns>The field.</returns>
    internal static ref int ItemsInUse(nint structure, GcShape* ownerShape) =>
        ref NumbersIn(structure, ownerShape)[ItemsNumber];

    private static int* NumbersIn(nint structure, GcShape* ownerShape) => (int*)(structure + ownerShape->NumbersOffset);

    private void ResizeEntries(ref ObjectReference owner, PyPyTypeInfo* info, int buffer, int items, int indexBytes)
    {
        if (items == 0)
        {
            // The table goes as a whole, as when a dictionary changes its strategy. A null needs no barrier.
            StructureSlot(owner.Address, info->Shape, buffer) = 0;
            return;
        }

        // Every allocation may move everything: what is new waits in roots, and nothing is changed before all is there.
        ref ObjectReference entries = ref _ownRoots[StorageRoot];
        ref ObjectReference index = ref _ownRoots[SecondRoot];
        (entries, index) = (default, default);
        if (items != BufferLength(owner.Address, buffer))
        {
            entries = new(AllocateItems(info->BufferItems(buffer), items));
        }

        if (indexBytes != TableIndex(owner.Address, buffer).Length)
        {
            index = new(AllocateItems(info->IndexShape, indexBytes));
        }

        nint structure = StructureSlot(owner.Address, info->Shape, buffer);
        if (structure == 0)
        {
            structure = AllocateStructure(info, buffer);
            RememberIfTracked(owner.Address);
            StructureSlot(owner.Address, info->Shape, buffer) = structure;
        }

        Join(structure, info, buffer, items, entries.Address, index.Address);
        (entries, index) = (default, default);
    }

    /// <summary>Puts new arrays in the place of a structure's own; 0 stands for none.</summary>
    private void Join(nint structure, PyPyTypeInfo* info, int buffer, int items, nint entries, nint index)
    {
        RememberIfTracked(structure);
        ref int inUse = ref ItemsInUse(structure, info->Shape);
        if (entries != 0)
        {
            int copied = Math.Min(inUse, items);
            if (copied > 0)
            {
                CopyItems(ObjectHeader.Field(structure, EntriesField), entries, info->BufferItems(buffer), copied);
            }

            ObjectHeader.Field(structure, EntriesField) = entries;
            inUse = items;
        }

        if (index != 0)
        {
            ObjectHeader.Field(structure, IndexField) = index;
        }
    }
}
