using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// Arenas after each phase of one pattern: start; 40,000 blocks of 448 bytes; all freed; the same again; 99 of 100 freed;
/// the rest freed.
/// </summary>
/// <param name="Phases">Arenas mapped and given back so far, after each phase.</param>
internal sealed record ArenaLife(IReadOnlyList<(long Mapped, long Reclaimed)> Phases)
{
    private const int Blocks = 40_000;
    private const int BlockBytes = 433;
    private const int Spared = 100;

    /// <summary>Gets the arenas that the first blocks took and their death did not give back.</summary>
    public long KeptAtFirst => Phases[1].Mapped - Phases[0].Mapped - ReclaimedAtFirst;

    /// <summary>Gets the arenas given back when the first blocks were freed.</summary>
    public long ReclaimedAtFirst => Phases[2].Reclaimed - Phases[1].Reclaimed;

    /// <summary>Gets the arenas mapped when the blocks came again.</summary>
    public long MappedAgain => Phases[3].Mapped - Phases[2].Mapped;

    /// <summary>Gets the arenas given back when all but a hundredth of the blocks were freed.</summary>
    public long ReclaimedByScatteredFrees => Phases[4].Reclaimed - Phases[3].Reclaimed;

    /// <summary>Gets the arenas given back when the rest was freed.</summary>
    public long ReclaimedAtLast => Phases[5].Reclaimed - Phases[4].Reclaimed;

    /// <summary>Runs the pattern on a fresh allocator.</summary>
    /// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
    /// <returns>What happened to the arenas.</returns>
    public static ArenaLife Run<TGeometry>()
        where TGeometry : struct, IPoolGeometry
    {
        SmallBlockAllocator<TGeometry> allocator = default;
        allocator.Arenas.RemainingArenas = int.MaxValue;
        try
        {
            List<(long Mapped, long Reclaimed)> phases = [Counts(ref allocator)];
            nint[] blocks = Allocate(ref allocator);
            phases.Add(Counts(ref allocator));
            Free(ref allocator, blocks, _ => true);
            phases.Add(Counts(ref allocator));
            blocks = Allocate(ref allocator);
            phases.Add(Counts(ref allocator));
            Free(ref allocator, blocks, i => i % Spared != 0);
            phases.Add(Counts(ref allocator));
            Free(ref allocator, blocks, i => i % Spared == 0);
            phases.Add(Counts(ref allocator));
            PoolVerifier.Verify(ref allocator.Arenas);
            return new(phases);
        }
        finally
        {
            allocator.Dispose();
        }
    }

    private static (long Mapped, long Reclaimed) Counts<TGeometry>(ref SmallBlockAllocator<TGeometry> allocator)
        where TGeometry : struct, IPoolGeometry
    {
        AllocatorState state = AllocatorState.Of(ref allocator);
        return (state.ArenasAllocated, state.ArenasAllocated - state.ArenasCurrent);
    }

    private static nint[] Allocate<TGeometry>(ref SmallBlockAllocator<TGeometry> allocator)
        where TGeometry : struct, IPoolGeometry
    {
        nint[] blocks = new nint[Blocks];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = allocator.Allocate(SizeClasses.Of(BlockBytes));
        }

        return blocks;
    }

    private static void Free<TGeometry>(ref SmallBlockAllocator<TGeometry> allocator, nint[] blocks, Predicate<int> dies)
        where TGeometry : struct, IPoolGeometry
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            if (dies(i))
            {
                allocator.Free(blocks[i]);
            }
        }
    }
}
