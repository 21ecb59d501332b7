using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.Heap.Memory;

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
    internal static ref nint ItemReference(nint owner, int buffer, int index)
    {
        TypeInfo* info = ObjectLayout.Type(owner);
        nint* slots = (nint*)ObjectLayout.BufferAddress(owner, buffer);
        int words = info->ItemWords(buffer);
        if (words == 0)
        {
            return ref slots[index];
        }

        int references = info->ItemReferences(buffer);
        (int item, int reference) = Math.DivRem(index, references);
        return ref slots[((nint)item * (references + words)) + reference];
    }

    /// <summary>Gets a data word of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × words per item + word in the item.</param>
    /// <returns>The word.</returns>
    internal static ref long ItemWord(nint owner, int buffer, int index)
    {
        TypeInfo* info = ObjectLayout.Type(owner);
        long* slots = (long*)ObjectLayout.BufferAddress(owner, buffer);
        int references = info->ItemReferences(buffer);
        if (references == 0)
        {
            return ref slots[index];
        }

        int words = info->ItemWords(buffer);
        (int item, int word) = Math.DivRem(index, words);
        return ref slots[((nint)item * (references + words)) + references + word];
    }

    /// <summary>Gives a buffer a new number of items.</summary>
    /// <param name="owner">The owner; it does not move.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    internal void ResizeBuffer(ObjectReference owner, int buffer, int items)
    {
        nint obj = owner.Address;
        TypeInfo* info = ObjectLayout.Type(obj);
        int references = info->ItemReferences(buffer);
        long oldItems = ObjectLayout.BufferItems(obj, buffer);
        if (items == 0 && !IsInlineBuffer(obj, info, buffer))
        {
            ReleaseBuffer(obj, info, buffer);
            return;
        }

        nint firstCutOff = _cutOff.Count;
        for (int i = items * references; i < (int)oldItems * references; i++)
        {
            if (ItemReference(obj, buffer, i) is nint item and not 0)
            {
                _cutOff.Push(item);
                ItemReference(obj, buffer, i) = 0;
            }
        }

        try
        {
            MoveBuffer(obj, info, buffer, items);
            if (items != 0)
            {
                info->Account.CountBuffer(_types.Type(info->Number).NominalBufferBytes(buffer, items));
            }

            for (long i = oldItems * references; i < (long)items * references; i++)
            {
                ItemReference(obj, buffer, (int)i) = 0;
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
        ObjectLayout.Buffer(obj, buffer) = 0;
        ObjectLayout.BufferItems(obj, buffer) = 0;
        if (address == 0)
        {
            return;
        }

        int references = info->ItemReferences(buffer);
        int itemSlots = references + info->ItemWords(buffer);
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

    /// <summary>Bytes before the first item: header and index of a dictionary's table.</summary>
    private static int BufferPrefix(TypeInfo* info, int buffer, long items) =>
        info->HasDictKeys != 0 && buffer == 0 && items > 0 ? DictKeys.PrefixBytes((int)items) : 0;

    /// <summary>Bytes to request for a number of items.</summary>
    private static long BufferBytes(TypeInfo* info, int buffer, long items) =>
        BufferPrefix(info, buffer, items) + (items * info->ItemBytes(buffer));

    /// <summary>Gives a buffer memory for a number of items; those in both sizes keep their content.</summary>
    private void MoveBuffer(nint obj, TypeInfo* info, int buffer, int items)
    {
        ref nint address = ref ObjectLayout.Buffer(obj, buffer);
        long oldItems = ObjectLayout.BufferItems(obj, buffer);
        if (info->InlineBufferOffset != 0 && items <= PythonSizes.InlineSetSlots)
        {
            MoveIntoOwner(obj, info, items);
            return;
        }

        int oldPrefix = BufferPrefix(info, buffer, oldItems);
        int newPrefix = BufferPrefix(info, buffer, items);
        long oldBytes = BufferBytes(info, buffer, oldItems);
        long newBytes = BufferBytes(info, buffer, items);
        if (IsInlineBuffer(obj, info, buffer) || (oldPrefix | newPrefix) != 0)
        {
            // A table is never resized: the entries move to a new one.
            nint grown = newBytes == DictKeys.SmallestStringTableBytes && newPrefix != 0 && TakeKept(_smallestTables) is nint kept and not 0
                ? kept
                : Reallocate(0, 0, newBytes);
            long bytes = Math.Min(oldItems, items) * info->ItemBytes(buffer);
            Buffer.MemoryCopy((void*)(address & ~ObjectLayout.SystemBlock), (void*)((grown & ~ObjectLayout.SystemBlock) + newPrefix), bytes, bytes);
            FreeBufferBlock(obj, info, buffer);
            address = grown + newPrefix;
            info->VariableBlockBytes += BufferBlockBytes(grown, newBytes);
        }
        else
        {
            long oldBlockBytes = BufferBlockBytes(address, oldBytes);
            address = Reallocate(address, oldBytes, newBytes);
            info->VariableBlockBytes += BufferBlockBytes(address, newBytes) - oldBlockBytes;
        }

        ObjectLayout.BufferItems(obj, buffer) = items;
    }

    private void MoveIntoOwner(nint obj, TypeInfo* info, int items)
    {
        nint own = obj + info->InlineBufferOffset;
        nint address = ObjectLayout.Buffer(obj, 0);
        if (address != own)
        {
            long bytes = Math.Min(ObjectLayout.BufferItems(obj, 0), items) * info->ItemBytes(0);
            Buffer.MemoryCopy((void*)(address & ~ObjectLayout.SystemBlock), (void*)own, bytes, bytes);
            FreeBufferBlock(obj, info, 0);
            ObjectLayout.Buffer(obj, 0) = own;
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
        int references = (int)ObjectLayout.BufferItems(obj, buffer) * info->ItemReferences(buffer);
        bool isTable = info->HasDictKeys != 0 || info->InlineBufferOffset != 0;
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
        ObjectLayout.Buffer(obj, buffer) = 0;
        ObjectLayout.BufferItems(obj, buffer) = 0;
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
        long bytes = BufferBytes(info, buffer, items);
        nint block = address - BufferPrefix(info, buffer, items);
        info->VariableBlockBytes -= BufferBlockBytes(block, bytes);
        if ((block & ObjectLayout.SystemBlock) != 0)
        {
            FreeSystem(block & ~ObjectLayout.SystemBlock, bytes);
        }
        else if (bytes == DictKeys.SmallestStringTableBytes && BufferPrefix(info, buffer, items) != 0
            && _smallestTables->Count < _smallestTables->Capacity)
        {
            Keep(block, _smallestTables);
        }
        else
        {
            _pools.Free(block);
        }
    }
}
