using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.CPython;

/// <content>Allocation of objects: free list, pools, system; then tracking by the collector.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Allocates an object without elements; its references are null.</summary>
    /// <param name="info">Its type.</param>
    /// <returns>Address of the object, with a count of one.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // One shared copy: inlined into workloads it only costs instruction cache.
    internal nint NewObject(TypeInfo* info)
    {
        nint obj = TakeKept(info->FreeList);
        if (obj == 0)
        {
            nint block = info->SizeClass >= 0 ? AllocateSmall(info->SizeClass) : AllocateOther(info);
            obj = block + info->PrefixBytes;
            if (!TVersion.IsIncremental && info->IsGc != 0)
            {
                CountAllocation(obj, info, 0);
            }
        }

        info->Account.CountFixed();
        Initialize(obj, info);
        return obj;
    }

    /// <summary>Allocates an object with elements; its references are null.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="length">Number of elements.</param>
    /// <returns>Address of the object, with a count of one.</returns>
    internal nint NewArray(TypeInfo* info, int length)
    {
        nint obj = TakeKept(TupleListOf(info, length));
        long bytes = RequestedBytes(info, length);
        if (obj == 0)
        {
            obj = AllocateBlock(bytes) + info->PrefixBytes;
            if (!TVersion.IsIncremental && info->IsGc != 0)
            {
                CountAllocation(obj, info, length);
            }
        }

        info->Account.CountVariable(_types.Type(info->Number).NominalBytes(length));
        info->VariableBlockBytes += BlockBytes(bytes);
        *(long*)(obj + info->LengthOffset) = length;
        if (info->Elements == ElementKind.References)
        {
            NativeMemory.Clear((void*)(obj + info->ElementsOffset), (nuint)length * ObjectLayout.SlotBytes);
        }

        if (info->IsStr != 0)
        {
            StrState(obj, info) = 0;
        }

        if (info->HashOffset != 0)
        {
            *(long*)(obj + info->HashOffset) = 0;
        }

        Initialize(obj, info);
        if (length == 0 && info->IsTuple != 0 && info->References == 0)
        {
            Untrack(obj); // The empty tuple can never be part of a cycle.
        }

        return obj;
    }

    private static long BlockBytes(long requested)
    {
        int sizeClass = SizeClasses.Of(requested);
        return sizeClass < 0 ? requested : SizeClasses.Bytes(sizeClass);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the allocation fast path.
    private void Initialize(nint obj, TypeInfo* info)
    {
        ObjectLayout.SetHeader(obj, info);
        for (int i = 0; i < info->InlineReferences; i++)
        {
            ObjectLayout.Field(obj, i) = 0;
        }

        if (info->NeedsInitialization != 0)
        {
            InitializeSpecial(obj, info);
        }

        if (info->IsGc != 0)
        {
            if (info->IsBornUntracked != 0)
            {
                GcHeader.SetUntracked(GcHeader.Of(obj));
            }
            else
            {
                TrackFresh(obj);
            }
        }
    }

    private static void InitializeSpecial(nint obj, TypeInfo* info)
    {
        if (info->WeakListOffset != 0)
        {
            ObjectLayout.WeakList(obj) = 0;
        }

        for (int i = 0; i < info->BufferCount; i++)
        {
            ObjectLayout.EmptyBuffer(obj, i);
        }
    }

    /// <summary>Allocates the block of an object of no size class: an instance, or one above 512 bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the fast path small.
    private nint AllocateOther(TypeInfo* info) =>
        info->IsInstance != 0 ? AllocateInstance(info) : AllocateSystem(info->FixedBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the allocation fast path.
    private nint AllocateSmall(int sizeClass)
    {
        Pool* pool = _pools.FirstUsed(sizeClass);
        return pool != null ? _pools.AllocateFrom(pool) : AllocateFromNewPool(sizeClass);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the fast path small.
    private nint AllocateFromNewPool(int sizeClass)
    {
        long arenas = _pools.Arenas.MappedInAll;
        nint block = _pools.Allocate(sizeClass);
        if (block == 0)
        {
            ThrowExhausted(SizeClasses.Bytes(sizeClass));
        }

        if (_pools.Arenas.MappedInAll != arenas)
        {
            Sample();
        }

        return block;
    }

    private nint AllocateBlock(long bytes)
    {
        int sizeClass = SizeClasses.Of(bytes);
        return sizeClass >= 0 ? AllocateSmall(sizeClass) : AllocateSystem(bytes);
    }

    /// <summary>Allocates more than 512 bytes, as CPython leaves them to malloc.</summary>
    private nint AllocateSystem(long bytes)
    {
        if (_options.HeapLimitBytes is { } limit && CommittedBytes + bytes > limit)
        {
            ThrowExhausted(bytes);
        }

        nint block = _systemBlocks.Allocate(bytes);
        UpdateRemainingArenas();
        return block;
    }

    /// <summary>What blocks of the system allocator take from the heap limit, arenas cannot have.</summary>
    private void UpdateRemainingArenas()
    {
        if (_options.HeapLimitBytes is { } limit)
        {
            _pools.Arenas.RemainingArenas = ((limit - _systemBlocks.Bytes) / LargePools.ArenaBytes) - _pools.Arenas.Mapped;
        }
    }

    /// <summary>Frees a block by the size that was requested for it.</summary>
    private void FreeBlock(nint block, long bytes)
    {
        if (bytes <= SizeClasses.LargestBytes)
        {
            _pools.Free(block);
        }
        else
        {
            FreeSystem(block, bytes);
        }
    }

    private void FreeSystem(nint block, long bytes)
    {
        _systemBlocks.Free(block, bytes);
        UpdateRemainingArenas();
    }

    [DoesNotReturn]
    private void ThrowExhausted(long bytes) =>
        throw new HeapExhaustedException(bytes, _options.HeapLimitBytes, UsedBytes(), null);
}
