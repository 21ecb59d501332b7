using Compare.Engines.Heap.Breakdown;

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>What arenas and pools take beside the blocks in use.</summary>
internal sealed unsafe class PoolWeights
{
    /// <summary>Gets free blocks, each by itself, and free pools: none is ever joined with another.</summary>
    public FreeRuns Free { get; } = new();

    /// <summary>Gets the bytes of headers, of ends of pools where no block fits, and of ends of arenas.</summary>
    public long MetadataBytes { get; private set; }

    /// <summary>Gets the bytes of pools with taken blocks.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>Gets the free bytes in arenas with taken blocks.</summary>
    public long UnreturnableBytes { get; private set; }

    /// <summary>Walks all pools.</summary>
    /// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
    /// <param name="arenas">The arenas.</param>
    /// <returns>What was found.</returns>
    public static PoolWeights Of<TGeometry>(ref ArenaList<TGeometry> arenas)
        where TGeometry : struct, IPoolGeometry
    {
        PoolWeights weights = new();
        for (Arena* arena = arenas.First; arena != null; arena = arena->NextOfAll)
        {
            weights.Add<TGeometry>(arena);
        }

        return weights;
    }

    private void Add<TGeometry>(Arena* arena)
        where TGeometry : struct, IPoolGeometry
    {
        nint end = arena->FirstPool + ((nint)arena->TotalPools * TGeometry.PoolBytes);
        MetadataBytes += arena->FirstPool - arena->Address + (arena->Address + TGeometry.ArenaBytes - end);
        long freeBefore = Free.TotalBytes;
        long usedBefore = UsedBytes;
        for (nint address = arena->FirstPool; address < end; address += TGeometry.PoolBytes)
        {
            Pool* pool = (Pool*)address;
            if (address >= arena->PoolAddress || pool->Taken == 0)
            {
                Free.Add(TGeometry.PoolBytes);
                continue;
            }

            int block = SizeClasses.Bytes(pool->SizeClass);
            int blocks = (TGeometry.PoolBytes - Pool.HeaderBytes) / block;
            UsedBytes += TGeometry.PoolBytes;
            MetadataBytes += TGeometry.PoolBytes - (blocks * block);
            Free.Add(block, blocks - pool->Taken);
        }

        UnreturnableBytes += UsedBytes == usedBefore ? 0 : Free.TotalBytes - freeBefore;
    }
}
