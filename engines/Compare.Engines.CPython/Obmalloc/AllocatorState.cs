namespace Compare.Engines.CPython.Obmalloc;

/// <summary>The numbers that <c>sys._debugmallocstats</c> prints, or computes what it prints from.</summary>
internal sealed unsafe record AllocatorState
{
    /// <summary>Gets the bytes of a pool.</summary>
    public required int PoolBytes { get; init; }

    /// <summary>Gets the bytes of an arena.</summary>
    public required int ArenaBytes { get; init; }

    /// <summary>Gets what each size class with pools holds, smallest class first.</summary>
    public required IReadOnlyList<SizeClassUse> Classes { get; init; }

    /// <summary>Gets the arenas mapped so far.</summary>
    public required long ArenasAllocated { get; init; }

    /// <summary>Gets the most arenas that were mapped at one time.</summary>
    public required long ArenasHighest { get; init; }

    /// <summary>Gets the arenas mapped now.</summary>
    public required long ArenasCurrent { get; init; }

    /// <summary>Gets the pools without taken blocks, those never carved out included.</summary>
    public required long UnusedPools { get; init; }

    /// <summary>Gets the arenas that hold a pool less, because they are not aligned to one.</summary>
    public required long UnalignedArenas { get; init; }

    /// <summary>Gets the middle and bottom nodes of the arena map; null for a version without one (3.9).</summary>
    public (int Middle, int Bottom)? MapNodes { get; init; }

    /// <summary>Gets the free lists of object kinds, in the order of the report.</summary>
    public IReadOnlyList<FreeListUse> FreeLists { get; init; } = [];

    /// <summary>Gets the blocks taken, those of objects in free lists included.</summary>
    public long Blocks => Classes.Sum(use => use.Blocks);

    /// <summary>Gets the bytes of taken blocks.</summary>
    public long BytesInBlocks => Classes.Sum(use => use.Blocks * SizeClasses.Bytes(use.SizeClass));

    /// <summary>Gets the bytes of blocks that are free, in pools with taken blocks.</summary>
    public long BytesAvailable => Classes.Sum(use => Available(use) * SizeClasses.Bytes(use.SizeClass));

    /// <summary>Gets the bytes of the headers of pools with taken blocks.</summary>
    public long BytesInHeaders => Classes.Sum(use => use.Pools * Pool.HeaderBytes);

    /// <summary>Gets the bytes at the end of pools in which no block fits.</summary>
    public long BytesInRests =>
        Classes.Sum(use => use.Pools * ((PoolBytes - Pool.HeaderBytes) % SizeClasses.Bytes(use.SizeClass)));

    /// <summary>Reads the state of an allocator.</summary>
    /// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
    /// <param name="allocator">The allocator.</param>
    /// <returns>Its state, without free lists.</returns>
    public static AllocatorState Of<TGeometry>(ref SmallBlockAllocator<TGeometry> allocator)
        where TGeometry : struct, IPoolGeometry
    {
        ref ArenaList<TGeometry> arenas = ref allocator.Arenas;
        Span<long> pools = stackalloc long[SizeClasses.Number];
        Span<long> blocks = stackalloc long[SizeClasses.Number];
        pools.Clear();
        blocks.Clear();
        long unused = 0;
        long unaligned = 0;
        for (Arena* arena = arenas.First; arena != null; arena = arena->NextOfAll)
        {
            unused += arena->FreePools;
            unaligned += arena->FirstPool == arena->Address ? 0 : 1;
            for (nint pool = arena->FirstPool; pool < arena->PoolAddress; pool += TGeometry.PoolBytes)
            {
                int taken = ((Pool*)pool)->Taken;
                if (taken > 0)
                {
                    pools[((Pool*)pool)->SizeClass]++;
                    blocks[((Pool*)pool)->SizeClass] += taken;
                }
            }
        }

        return new()
        {
            PoolBytes = TGeometry.PoolBytes,
            ArenaBytes = TGeometry.ArenaBytes,
            Classes = Rows(pools, blocks),
            ArenasAllocated = arenas.MappedInAll,
            ArenasHighest = arenas.Highest,
            ArenasCurrent = arenas.Mapped,
            UnusedPools = unused,
            UnalignedArenas = unaligned,
            MapNodes = arenas.Map is { } map ? (map.MiddleNodes, map.BottomNodes) : null,
        };
    }

    /// <summary>Computes the free blocks of a class's pools.</summary>
    /// <param name="use">What the class holds.</param>
    /// <returns>Blocks.</returns>
    public long Available(SizeClassUse use) =>
        (use.Pools * ((PoolBytes - Pool.HeaderBytes) / SizeClasses.Bytes(use.SizeClass))) - use.Blocks;

    private static List<SizeClassUse> Rows(ReadOnlySpan<long> pools, ReadOnlySpan<long> blocks)
    {
        List<SizeClassUse> rows = [];
        for (int i = 0; i < pools.Length; i++)
        {
            if (pools[i] > 0)
            {
                rows.Add(new(i, pools[i], blocks[i]));
            }
        }

        return rows;
    }
}
