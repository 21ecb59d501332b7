using Compare.Engines.Abstractions.Maps;

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>Describes arenas pool by pool, from the pools' headers.</summary>
internal static unsafe class PoolMap
{
    /// <summary>Describes the pools of all arenas, in the order in which the arenas were mapped.</summary>
    /// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
    /// <param name="arenas">The arenas.</param>
    /// <param name="idleBytes">Bytes of taken blocks whose objects wait in free lists.</param>
    /// <param name="map">Takes it down.</param>
    public static void Describe<TGeometry>(ref ArenaList<TGeometry> arenas, long idleBytes, IHeapMap map)
        where TGeometry : struct, IPoolGeometry
    {
        List<(long Number, nint Address)> mapped = [];
        long pools = 0;
        for (Arena* arena = arenas.First; arena != null; arena = arena->NextOfAll)
        {
            mapped.Add((arena->Number, (nint)arena));
            pools += arena->TotalPools;
        }

        mapped.Sort();
        map.Space("pools", HeapSpaceKind.Places, "pool", TGeometry.PoolBytes, pools, TGeometry.ArenaBytes / TGeometry.PoolBytes);
        map.Account((mapped.Count * (long)TGeometry.ArenaBytes) - (pools * TGeometry.PoolBytes), idleBytes);
        foreach ((_, nint address) in mapped)
        {
            Describe<TGeometry>((Arena*)address, map);
        }
    }

    private static void Describe<TGeometry>(Arena* arena, IHeapMap map)
        where TGeometry : struct, IPoolGeometry
    {
        nint end = arena->FirstPool + ((nint)arena->TotalPools * TGeometry.PoolBytes);
        for (nint address = arena->FirstPool; address < end && address < arena->PoolAddress; address += TGeometry.PoolBytes)
        {
            Pool* pool = (Pool*)address;
            int block = pool->Taken == 0 ? 0 : SizeClasses.Bytes(pool->SizeClass);
            HeapCellState state = pool->Taken == 0 ? HeapCellState.Free : HeapCellState.Used;
            map.Add(state, block, (long)pool->Taken * block, TGeometry.PoolBytes);
        }

        long fresh = Math.Max(0, end - Math.Max(arena->PoolAddress, arena->FirstPool)) / TGeometry.PoolBytes;
        map.Add(HeapCellState.Fresh, 0, 0, TGeometry.PoolBytes, fresh);
    }
}
