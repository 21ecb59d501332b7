using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.CPython;

/// <content>Buffers: raw blocks without a header that one object owns, such as the items of a list.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>A small block is kept for a smaller size unless that saves a quarter of it (Objects/obmalloc.c).</summary>
    private const int KeepNumerator = 4;

    private const int KeepDenominator = 3;

    /// <summary>
    /// Items that a shrinking buffer has lost and that are still to be released: the buffer is whole before the first dies.
    /// </summary>
    private readonly UnmanagedList<nint> _cutOff = new();
    private int _detachedBuffers;

    /// <summary>Gets a value indicating whether items are held by no object, because they are being released.</summary>
    private bool ReleasesItems => _detachedBuffers != 0 || _cutOff.Count != 0;

    /// <summary>Gets a reference of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × references per item + reference in the item.</param>
    /// <returns>The slot.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    internal static ref nint ItemReference(nint owner, int buffer, int index)
    {
        nint* slots = (nint*)ObjectLayout.BufferAddress(owner, buffer);
        return ref slots[TypeInfo.Shape(ObjectLayout.Type(owner), buffer)->ReferenceSlot(index)];
    }

    /// <summary>Gets a data word of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × words per item + word in the item.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    internal static ref long ItemWord(nint owner, int buffer, int index)
    {
        long* slots = (long*)ObjectLayout.BufferAddress(owner, buffer);
        return ref slots[TypeInfo.Shape(ObjectLayout.Type(owner), buffer)->WordSlot(index)];
    }

    /// <summary>Gives a buffer a new number of items.</summary>
    /// <param name="owner">The owner; it does not move.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    internal void ResizeBuffer(ObjectReference owner, int buffer, int items)
    {
        nint obj = owner.Address;
        TypeInfo* info = ObjectLayout.Type(obj);
        Resize(obj, info, buffer, items, items != 0 && info->IsTable(buffer) ? DictKeys.IndexBytes(items) : 0);
    }

    private void Resize(nint obj, TypeInfo* info, int buffer, int items, int indexBytes)
    {
        ItemShape* shape = TypeInfo.Shape(info, buffer);
        int references = shape->References;
        int oldItems = ObjectLayout.BufferItems(obj, buffer);
        if (items == 0 && !IsInlineBuffer(obj, info, buffer))
        {
            ReleaseBuffer(obj, info, buffer);
            return;
        }

        nint firstCutOff = _cutOff.Count;
        for (int i = items * references; i < oldItems * references; i++)
        {
            if (ItemReference(obj, buffer, i) is nint item and not 0)
            {
                _cutOff.Push(item);
                ItemReference(obj, buffer, i) = 0;
            }
        }

        try
        {
            MoveBuffer(obj, info, buffer, items, indexBytes);
            if (items != 0)
            {
                info->Account.CountBuffer(_types.Type(info->Number).NominalBufferBytes(buffer, items));
            }
            else
            {
                ObjectLayout.BufferCounter(obj, buffer) = 0;
            }

            if (references != 0 && items > oldItems)
            {
                // With the words between them, which have no value yet.
                nint first = ObjectLayout.BufferAddress(obj, buffer) + ((nint)oldItems * shape->Bytes);
                NativeMemory.Clear((void*)first, (nuint)(items - oldItems) * (nuint)shape->Bytes);
            }
        }
        finally
        {
            while (_cutOff.Count > firstCutOff)
            {
                Release(_cutOff.Pop());
            }
        }
    }

    /// <summary>
    /// Takes the whole buffer from its owner, then releases the items, then frees the block: what the deaths run finds an
    /// empty buffer, which it may fill again, and may even end the owner.
    /// </summary>
    private void ReleaseBuffer(nint obj, TypeInfo* info, int buffer)
    {
        nint address = ObjectLayout.Buffer(obj, buffer);
        long items = ObjectLayout.BufferItems(obj, buffer);
        ObjectLayout.EmptyBuffer(obj, buffer);
        if (address == 0)
        {
            return;
        }

        int references = TypeInfo.Shape(info, buffer)->References;
        int itemSlots = references + TypeInfo.Shape(info, buffer)->Words;
        nint* slots = (nint*)(address & ~ObjectLayout.SystemBlock);
        _detachedBuffers++;
        for (long item = items; references != 0 && item-- > 0;)
        {
            for (int reference = references; reference-- > 0;)
            {
                nint child = slots[(item * itemSlots) + reference];
                if (child != 0)
                {
                    Release(child);
                }
            }
        }

        _detachedBuffers--;
        FreeBufferBlock(info, buffer, address, items);
    }

    /// <summary>Tells whether a buffer lies in its owner: the table of a small set.</summary>
    private static bool IsInlineBuffer(nint obj, TypeInfo* info, int buffer) =>
        info->InlineBufferOffset != 0 && ObjectLayout.Buffer(obj, buffer) == obj + info->InlineBufferOffset;

    /// <summary>Bytes before the first item: index and header of a table.</summary>
    /// <param name="info">The owner's type.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="address">Address of the first item, with or without <see cref="ObjectLayout.SystemBlock"/>, or 0.</param>
    private static nint BufferPrefix(TypeInfo* info, int buffer, nint address) => address != 0 && info->IsTable(buffer)
        ? DictKeys.PrefixBytes(DictKeys.IndexBytesOf(address & ~ObjectLayout.SystemBlock))
        : 0;

    /// <summary>Bytes that a buffer has requested.</summary>
    private static long BufferBytes(nint obj, TypeInfo* info, int buffer) =>
        BufferPrefix(info, buffer, ObjectLayout.Buffer(obj, buffer))
        + ((long)ObjectLayout.BufferItems(obj, buffer) * TypeInfo.Shape(info, buffer)->Bytes);

    /// <summary>Gives a buffer memory for a number of items; those in both sizes keep their content.</summary>
    private void MoveBuffer(nint obj, TypeInfo* info, int buffer, int items, int indexBytes)
    {
        ref nint address = ref ObjectLayout.Buffer(obj, buffer);
        ref int oldItems = ref ObjectLayout.BufferItems(obj, buffer);
        int itemBytes = TypeInfo.Shape(info, buffer)->Bytes;
        if (info->InlineBufferOffset != 0 && items <= PythonSizes.InlineSetSlots)
        {
            MoveIntoOwner(obj, info, items);
            return;
        }

        if (info->IsTable(buffer))
        {
            // Never resized: the entries move to a new one.
            MoveInto(obj, info, buffer, items, NewTable(obj, info, buffer, items, indexBytes));
        }
        else if (IsInlineBuffer(obj, info, buffer))
        {
            nint grown = Reallocate(0, 0, (long)items * itemBytes);
            info->VariableBlockBytes += BufferBlockBytes(grown, (long)items * itemBytes);
            MoveInto(obj, info, buffer, items, grown);
        }
        else
        {
            long oldBytes = (long)oldItems * itemBytes;
            long newBytes = (long)items * itemBytes;
            long oldBlockBytes = BufferBlockBytes(address, oldBytes);
            address = Reallocate(address, oldBytes, newBytes);
            info->VariableBlockBytes += BufferBlockBytes(address, newBytes) - oldBlockBytes;
        }

        oldItems = items;
    }

    /// <summary>Moves the items that are in both sizes to other memory and frees what they were in.</summary>
    private void MoveInto(nint obj, TypeInfo* info, int buffer, int items, nint target)
    {
        ref nint address = ref ObjectLayout.Buffer(obj, buffer);
        long bytes = (long)Math.Min(ObjectLayout.BufferItems(obj, buffer), items) * TypeInfo.Shape(info, buffer)->Bytes;
        nint from = address & ~ObjectLayout.SystemBlock;
        Buffer.MemoryCopy((void*)from, (void*)(target & ~ObjectLayout.SystemBlock), bytes, bytes);
        FreeBufferBlock(obj, info, buffer);
        address = target;
    }

    private void MoveIntoOwner(nint obj, TypeInfo* info, int items)
    {
        nint own = obj + info->InlineBufferOffset;
        if (ObjectLayout.Buffer(obj, 0) != own)
        {
            MoveInto(obj, info, 0, items, own);
        }

        ObjectLayout.BufferItems(obj, 0) = items;
    }

    /// <summary>Computes what a buffer's block takes: its size class, or what was requested from the system.</summary>
    private static long BufferBlockBytes(nint block, long requested) =>
        block == 0 || (block & ObjectLayout.SystemBlock) != 0
            ? requested
            : SizeClasses.Bytes(SmallBlockAllocator<LargePools>.PoolOf(block)->SizeClass);

    /// <summary>Resizes a block by CPython's rules: pools stay pools until too small or wasteful, malloc stays malloc.</summary>
    private nint Reallocate(nint buffer, long oldBytes, long newBytes)
    {
        if (buffer == 0)
        {
            nint fresh = AllocateBlock(newBytes);
            return newBytes > SizeClasses.LargestBytes ? fresh | ObjectLayout.SystemBlock : fresh;
        }

        nint address = buffer & ~ObjectLayout.SystemBlock;
        if ((buffer & ObjectLayout.SystemBlock) != 0)
        {
            if (_options.HeapLimitBytes is { } limit && CommittedBytes + newBytes - oldBytes > limit)
            {
                ThrowExhausted(newBytes);
            }

            address = _systemBlocks.Reallocate(address, oldBytes, newBytes);
            UpdateRemainingArenas();
            return address | ObjectLayout.SystemBlock;
        }

        long blockBytes = BufferBlockBytes(buffer, oldBytes);
        if (newBytes <= blockBytes && KeepNumerator * newBytes > KeepDenominator * blockBytes)
        {
            return buffer;
        }

        nint grown = AllocateBlock(newBytes);
        long kept = Math.Min(oldBytes, newBytes);
        Buffer.MemoryCopy((void*)address, (void*)grown, kept, kept);
        _pools.Free(address);
        return newBytes > SizeClasses.LargestBytes ? grown | ObjectLayout.SystemBlock : grown;
    }

    private void FreeBuffers(nint obj, TypeInfo* info, int remaining)
    {
        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            ClearBuffer(obj, info, buffer, remaining);
        }
    }

    /// <summary>Releases the items of a buffer and frees its block: last first, those of a table in order.</summary>
    private void ClearBuffer(nint obj, TypeInfo* info, int buffer, int remaining)
    {
        int references = ObjectLayout.BufferItems(obj, buffer) * TypeInfo.Shape(info, buffer)->References;
        bool isTable = info->Tables != 0 || info->InlineBufferOffset != 0;
        for (int i = 0; i < references; i++)
        {
            ref nint slot = ref ItemReference(obj, buffer, isTable ? i : references - 1 - i);
            nint child = slot;
            slot = 0;
            ReleaseChild(child, remaining);
        }

        FreeBuffer(obj, info, buffer);
    }

    private void FreeBuffer(nint obj, TypeInfo* info, int buffer)
    {
        FreeBufferBlock(obj, info, buffer);
        ObjectLayout.EmptyBuffer(obj, buffer);
    }

    private void FreeBufferBlock(nint obj, TypeInfo* info, int buffer)
    {
        nint address = ObjectLayout.Buffer(obj, buffer);
        if (address != 0 && !IsInlineBuffer(obj, info, buffer))
        {
            FreeBufferBlock(info, buffer, address, ObjectLayout.BufferItems(obj, buffer));
        }
    }

    private void FreeBufferBlock(TypeInfo* info, int buffer, nint address, long items)
    {
        nint prefix = BufferPrefix(info, buffer, address);
        long bytes = prefix + (items * TypeInfo.Shape(info, buffer)->Bytes);
        nint block = address - prefix;
        info->VariableBlockBytes -= BufferBlockBytes(block, bytes);
        if ((block & ObjectLayout.SystemBlock) != 0)
        {
            FreeSystem(block & ~ObjectLayout.SystemBlock, bytes);
        }
        else if (prefix != 0 && IsSmallestStringTable(info, bytes) && _smallestTables->Count < _smallestTables->Capacity)
        {
            Keep(block, _smallestTables);
        }
        else
        {
            _pools.Free(block);
        }
    }
}
