using System.Runtime.InteropServices;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>
/// Buffers: an object refers to a structure (RPython's list: length and items), which refers to an array of items.
/// </content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Gives a buffer a new number of items, in place where RPython's lists do.</summary>
    /// <param name="owner">The owner; updated when it moves.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    internal void ResizeBuffer(ref ObjectReference owner, int buffer, int items)
    {
        PyPyTypeInfo* info = ShapeOf(ObjectHeader.Of(owner.Address))->Owner;
        if (info->Shape->IsRaw != 0)
        {
            ResizeRawBuffer(ref owner, info, buffer, items);
        }
        else
        {
            ResizeList(ref owner, info, buffer, items);
        }

        info->Account.CountBuffer(_types.Type(info->Number).NominalBufferBytes(buffer, items));
    }

    /// <summary>Gets the hidden reference to the structure of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="shape">Its layout.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The slot.</returns>
    internal static ref nint StructureSlot(nint owner, GcShape* shape, int buffer) =>
        ref ObjectHeader.At(owner, shape->BuffersOffset + (buffer * ObjectHeader.SlotBytes));

    private void ResizeList(ref ObjectReference owner, PyPyTypeInfo* info, int buffer, int items)
    {
        if (items == 0)
        {
            DropItems(owner.Address, info, buffer);
            return;
        }

        GcShape* itemsShape = info->BufferItems(buffer);
        nint structure = StructureSlot(owner.Address, info->Shape, buffer);
        nint array = structure == 0 ? 0 : ObjectHeader.Field(structure, 0);
        nint capacity = array == 0 ? 0 : (nint)ObjectHeader.Length(array, itemsShape);
        int old = structure == 0 ? 0 : ItemsInUse(structure, info->Shape);
        if (items > capacity || items < PyPySizes.LeastItemsInPlace((int)capacity))
        {
            old = ReplaceItems(ref owner, info, buffer, items);
            structure = StructureSlot(owner.Address, info->Shape, buffer);
            array = ObjectHeader.Field(structure, 0);
        }

        if (items > old)
        {
            ClearItemReferences(array, itemsShape, old, items);
        }
        else
        {
            // What is cut off must not keep anything alive: the collector traces the whole array.
            ClearItemReferences(array, itemsShape, items, old);
        }

        ItemsInUse(structure, info->Shape) = items;
    }

    /// <summary>Allocates items anew and copies what both sizes hold; the references of the others are undefined.</summary>
    /// <returns>Number of items copied.</returns>
    private int ReplaceItems(ref ObjectReference owner, PyPyTypeInfo* info, int buffer, int items)
    {
        GcShape* itemsShape = info->BufferItems(buffer);
        nint grown = AllocateRoomForItems(itemsShape, items);

        // The allocation may have moved everything.
        nint structure = StructureSlot(owner.Address, info->Shape, buffer);
        if (structure == 0)
        {
            ClearItemReferences(grown, itemsShape, 0, items); // The next allocation may trace them.
            ref ObjectReference root = ref _ownRoots[StorageRoot];
            root = new(grown);
            structure = AllocateStructure(info, buffer);
            ObjectHeader.Field(structure, 0) = root.Address;
            root = default;
            RememberIfTracked(owner.Address);
            StructureSlot(owner.Address, info->Shape, buffer) = structure;
            return 0;
        }

        nint array = ObjectHeader.Field(structure, 0);
        int copied = array == 0 ? 0 : Math.Min(ItemsInUse(structure, info->Shape), items);
        if (copied > 0)
        {
            CopyItems(array, grown, itemsShape, copied);
        }

        RememberIfTracked(structure);
        ObjectHeader.Field(structure, 0) = grown;
        return copied;
    }

    /// <summary>Allocates the structure of a buffer, whose references and numbers are 0.</summary>
    private nint AllocateStructure(PyPyTypeInfo* info, int buffer)
    {
        GcShape* shape = info->BufferStructure(buffer);
        nint structure = AllocateYoung(InNursery(shape->FixedBytes));
        ObjectHeader.Of(structure) = shape->Header;
        NativeMemory.Clear((void*)(structure + ObjectHeader.Bytes), (nuint)(shape->FixedBytes - ObjectHeader.Bytes));
        return structure;
    }

    /// <summary>Copies items into a fresh array, through the barrier of array copies where references are among them.</summary>
    private void CopyItems(nint source, nint target, GcShape* shape, nint count)
    {
        if (shape->ItemReferences != 0 && !PrepareArrayCopy(source, target, 0, 0, count))
        {
            for (nint i = 0; i < count; i++)
            {
                if (ObjectHeader.IsTracked(target))
                {
                    RememberItem(target, i);
                }
            }
        }

        nint bytes = count * shape->ItemBytes;
        Buffer.MemoryCopy(
            (void*)(source + shape->FixedBytes), (void*)(target + shape->FixedBytes), bytes, bytes);
    }

    /// <summary>Frees the items of a buffer; the structure stays.</summary>
    private static void DropItems(nint owner, PyPyTypeInfo* info, int buffer)
    {
        nint structure = StructureSlot(owner, info->Shape, buffer);
        if (structure != 0)
        {
            // A null needs no barrier: the barrier is there for what a store makes reachable.
            ObjectHeader.Field(structure, 0) = 0;
            ItemsInUse(structure, info->Shape) = 0;
            NumbersIn(structure, info->Shape)[CountNumber] = 0;
        }
    }
}
