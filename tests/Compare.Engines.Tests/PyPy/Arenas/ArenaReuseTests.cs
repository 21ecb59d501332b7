using Compare.Engines.PyPy.Arenas;
using Compare.Engines.Tests.PyPy.Fidelity;
using Compare.Engines.Tests.PyPy.Mirrored;

namespace Compare.Engines.Tests.PyPy.Arenas;

/// <summary>Empty arenas are kept for reuse.</summary>
public sealed class ArenaReuseTests
{
    private const int Words = 2;

    [Fact]
    public void An_empty_arena_is_used_again_as_if_it_were_new()
    {
        using ArenaScene scene = new(pageWords: 18, "##/ ");
        ArenaCollection collection = scene.Collection;
        nint start = scene.Start;
        long committed = collection.CommittedBytes;

        // A page that was never used keeps the arena current, and a current arena is not given back.
        while (HasCurrent(collection))
        {
            scene.Allocate(Words);
        }

        scene.Sweep(_ => true);
        Assert.Equal((0, 0L, 0L), (collection.ArenaCount, collection.UsedBytes, collection.MappedBytes));
        Assert.Equal(committed, collection.CommittedBytes);
        Assert.Equal(0, Count(collection));

        Assert.Equal((0, 0), scene.Allocate(Words));
        Assert.Equal((start, 1, committed), (scene.Start, collection.ArenaCount, collection.CommittedBytes));
        Assert.Equal(1, Count(collection));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_short_way_hands_out_the_same_blocks(int seed)
    {
        const int Rounds = 10;
        const int Allocations = 200;
        const int LargestBlock = 48;
        Random random = new(seed);
        using ArenaCollection plain = new(1023, 248, LargestBlock);
        using ArenaCollection quick = new(1023, 248, LargestBlock);
        int shortWays = 0;
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Allocations; i++)
            {
                nint bytes = random.Next(1, (LargestBlock / Page.WordBytes) + 1) * Page.WordBytes;
                nint block = quick.TryAllocate(bytes);
                quick.AddUsed(block == 0 ? 0 : bytes);
                shortWays += block == 0 ? 0 : 1;
                block = block == 0 ? quick.Allocate(bytes) : block;
                Assert.Equal(plain.PlaceOf(plain.Allocate(bytes)), quick.PlaceOf(block));
            }

            Assert.Equal(0, quick.TryAllocate(LargestBlock + Page.WordBytes));
            Sweep(plain, round);
            Sweep(quick, round);
            Assert.Equal((plain.UsedBytes, plain.ArenaCount), (quick.UsedBytes, quick.ArenaCount));
        }

        Assert.True(shortWays > 0);
    }

    private static int Count(ArenaCollection collection)
    {
        BlockCounter counter = default;
        collection.VisitBlocks(ref counter);
        return counter.Blocks;
    }

    private static unsafe bool HasCurrent(ArenaCollection collection) => collection.Arenas.Current != null;

    private static void Sweep(ArenaCollection collection, int seed)
    {
        Chance chance = new(new Random(seed));
        collection.PrepareSweep();
        collection.Sweep(ref chance, long.MaxValue);
        collection.Verify();
    }

    private readonly struct Chance(Random random) : IBlockJudge
    {
        public bool IsDead(nint block) => random.Next(2) == 0;
    }
}
