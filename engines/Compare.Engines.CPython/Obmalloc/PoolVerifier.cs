using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>Checks that arenas and pools agree with themselves.</summary>
internal static unsafe class PoolVerifier
{
    /// <summary>Walks every pool of every arena.</summary>
    /// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
    /// <param name="arenas">The arenas.</param>
    /// <exception cref="HeapCorruptionException">Something is wrong.</exception>
    public static void Verify<TGeometry>(ref ArenaList<TGeometry> arenas)
        where TGeometry : struct, IPoolGeometry
    {
        for (Arena* arena = arenas.First; arena != null; arena = arena->NextOfAll)
        {
            int used = 0;
            for (nint address = arena->FirstPool; address < arena->PoolAddress; address += TGeometry.PoolBytes)
            {
                Verify((Pool*)address);
                used += ((Pool*)address)->Taken > 0 ? 1 : 0;
            }

            if (used + arena->FreePools != arena->TotalPools)
            {
                throw new HeapCorruptionException(
                    $"The arena at {arena->Address:x} has {arena->TotalPools} pools, but {used} are used and "
                    + $"{arena->FreePools} are free.");
            }
        }

        VerifyUsable(arenas.FirstUsable);
    }

    private static void VerifyUsable(Arena* first)
    {
        int previous = 0;
        for (Arena* arena = first; arena != null; arena = arena->NextUsable)
        {
            if (arena->FreePools == 0 || arena->FreePools < previous)
            {
                throw new HeapCorruptionException(
                    $"The arena at {arena->Address:x} with {arena->FreePools} free pools comes after one with {previous}.");
            }

            previous = arena->FreePools;
        }
    }

    private static void Verify(Pool* pool)
    {
        if (pool->SizeClass is < 0 or >= SizeClasses.Number)
        {
            throw new HeapCorruptionException($"The pool at {(nint)pool:x} has no size class.");
        }

        int bytes = SizeClasses.Bytes(pool->SizeClass);
        int carved = (pool->NextOffset - Pool.HeaderBytes) / bytes;
        int free = 0;
        for (nint block = pool->FreeBlock; block != 0 && free <= carved; block = *(nint*)block)
        {
            nint offset = block - (nint)pool - Pool.HeaderBytes;
            if (offset < 0 || offset % bytes != 0 || offset / bytes >= carved)
            {
                throw new HeapCorruptionException(
                    $"The free list of the pool at {(nint)pool:x} leads to {block:x}, which is no block.");
            }

            free++;
        }

        if (free + pool->Taken != carved)
        {
            throw new HeapCorruptionException(
                $"The pool at {(nint)pool:x} has {carved} blocks, but {pool->Taken} are taken and {free} are free.");
        }
    }
}
