using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>
/// CPython's obmalloc: blocks of up to 512 bytes from pools of one size class, pools from arenas, arenas from the system.
/// </summary>
/// <remarks>
/// After Objects/obmalloc.c of CPython 3.13 (Vladimir Marangozov's allocator): free lists inside the pools, last in
/// first out; a fresh pool is carved block by block; the arena with the fewest free pools is used first, so that nearly
/// empty ones can be given back. Safe because a block is only ever freed once and by the allocator that gave it, which
/// the callers know from the size they asked for.
/// </remarks>
/// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
internal unsafe struct SmallBlockAllocator<TGeometry>
    where TGeometry : struct, IPoolGeometry
{
    private fixed long _used[SizeClasses.Number];
    private ArenaList<TGeometry> _arenas;

    /// <summary>Gets the arenas.</summary>
    [UnscopedRef]
    public ref ArenaList<TGeometry> Arenas => ref _arenas;

    /// <summary>Gets the number of pools taken from arenas so far.</summary>
    public long PoolsAcquired { get; private set; }

    /// <summary>Gets the pool of a block.</summary>
    /// <param name="block">Address of a block from the pools.</param>
    /// <returns>Its pool: pools are aligned to their size.</returns>
    public static Pool* PoolOf(nint block) => (Pool*)(block & -(nint)TGeometry.PoolBytes);

    /// <summary>Gets the first used pool of a class.</summary>
    /// <param name="sizeClass">The class.</param>
    /// <returns>The pool, or null.</returns>
    public readonly Pool* FirstUsed(int sizeClass) => (Pool*)_used[sizeClass];

    /// <summary>Allocates a block.</summary>
    /// <param name="sizeClass">Its class.</param>
    /// <returns>Address of the block, or 0 when the system gives no arena.</returns>
    public nint Allocate(int sizeClass)
    {
        Pool* pool = FirstUsed(sizeClass);
        return pool == null ? AllocateFromNewPool(sizeClass) : AllocateFrom(pool);
    }

    /// <summary>Allocates a block.</summary>
    /// <param name="pool">A used pool: it has a free block.</param>
    /// <returns>Address of the block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Four instructions of the allocation fast path.
    public nint AllocateFrom(Pool* pool)
    {
        nint block = pool->FreeBlock;
        pool->Taken++;
        nint next = *(nint*)block;
        pool->FreeBlock = next;
        if (next == 0)
        {
            Extend(pool);
        }

        return block;
    }

    /// <summary>Frees a block.</summary>
    /// <param name="block">Address of a block that <see cref="Allocate"/> gave.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On the deallocation fast path.
    public void Free(nint block)
    {
        Pool* pool = PoolOf(block);
        nint head = pool->FreeBlock;
        *(nint*)block = head;
        pool->FreeBlock = block;
        int taken = --pool->Taken;
        if (head == 0 || taken == 0)
        {
            FreeSlow(pool, head);
        }
    }

    /// <summary>Gives all arenas back.</summary>
    public void Dispose() => _arenas.Dispose();

    /// <summary>Puts a pool that was full back into its list, or gives one without taken blocks to its arena.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Once in a pool's life or so; keeps the fast path small.
    private void FreeSlow(Pool* pool, nint head)
    {
        if (head == 0)
        {
            // It was full and in no list.
            LinkFirst(pool);
        }
        else
        {
            Unlink(pool);
            _arenas.FreePool(pool);
        }
    }

    /// <summary>Takes one more block out of the part of a pool that was never used, or takes the full pool out of its list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The way of every block of a fresh pool.
    private void Extend(Pool* pool)
    {
        if (pool->NextOffset <= pool->MaxNextOffset)
        {
            nint block = (nint)pool + pool->NextOffset;
            *(nint*)block = 0;
            pool->FreeBlock = block;
            pool->NextOffset += SizeClasses.Bytes(pool->SizeClass);
            return;
        }

        LeaveUsed(pool);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Once in a pool's life or so.
    private void LeaveUsed(Pool* pool) => Unlink(pool);

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the fast path small.
    private nint AllocateFromNewPool(int sizeClass)
    {
        Pool* pool = _arenas.TakePool();
        if (pool == null)
        {
            return 0;
        }

        PoolsAcquired++;
        if (pool->SizeClass != sizeClass)
        {
            int bytes = SizeClasses.Bytes(sizeClass);
            pool->SizeClass = sizeClass;
            pool->Taken = 0;
            pool->FreeBlock = (nint)pool + Pool.HeaderBytes;
            *(nint*)pool->FreeBlock = 0;
            pool->NextOffset = Pool.HeaderBytes + bytes;
            pool->MaxNextOffset = TGeometry.PoolBytes - bytes;
        }

        LinkFirst(pool);
        return Allocate(sizeClass);
    }

    private void LinkFirst(Pool* pool)
    {
        Pool* first = (Pool*)_used[pool->SizeClass];
        pool->Next = first;
        pool->Previous = null;
        if (first != null)
        {
            first->Previous = pool;
        }

        _used[pool->SizeClass] = (long)pool;
    }

    private void Unlink(Pool* pool)
    {
        if (pool->Previous == null)
        {
            _used[pool->SizeClass] = (long)pool->Next;
        }
        else
        {
            pool->Previous->Next = pool->Next;
        }

        if (pool->Next != null)
        {
            pool->Next->Previous = pool->Previous;
        }
    }
}
