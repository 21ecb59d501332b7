using Compare.Engines.PyPy.Arenas;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Random allocations and sweeps, until three arenas went back to the system.</summary>
public sealed class RandomArenaTests
{
    private const int Word = ArenaScene.Word;
    private const int PageBytes = Page.HeaderBytes + (24 * Word);
    private const int ArenaBytes = (PageBytes * 4) - 1;
    private const int LargestWords = 6;
    private const int ArenasToReturn = 3;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 20));

    [Theory]
    [MemberData(nameof(Seeds))]
    [MirrorsRPython("test_minimarkpage", "test_random")]
    public void At_once(int seed) => Run(seed, isIncremental: false);

    [Theory]
    [MemberData(nameof(Seeds))]
    [MirrorsRPython("test_minimarkpage", "test_random_incremental")]
    public void Page_by_page_with_allocations_between(int seed) => Run(seed, isIncremental: true);

    private static void Run(int seed, bool isIncremental)
    {
        Random random = new(seed);
        using ArenaCollection collection = new(ArenaBytes, PageBytes, LargestWords * Word);
        Dictionary<nint, int> alive = [];
        int returned = 0;
        while (returned < ArenasToReturn)
        {
            for (int i = random.Next(50, 100); i > 0; i--)
            {
                Allocate(collection, alive, random);
            }

            int before = collection.ArenaCount;
            HashSet<nint> old = [.. alive.Keys];
            HashSet<nint> dead = [.. old.Where(_ => random.Next(2) == 0)];
            Judge judge = new(dead, []);
            collection.PrepareSweep();
            long mapped = collection.MappedArenasInAll;
            while (!collection.Sweep(ref judge, isIncremental ? random.Next(1, 4) : long.MaxValue))
            {
                Assert.True(isIncremental);
                Remove(judge, alive);
                Allocate(collection, alive, random);
                collection.Verify();
            }

            Remove(judge, alive);
            Assert.Equal(old.Count, judge.Seen.Count);
            Assert.True(old.SetEquals(judge.Seen));
            Assert.Equal(alive.Values.Sum(), collection.UsedBytes);
            collection.Verify();
            CompareBlocks(collection, alive);
            returned += (int)(before + collection.MappedArenasInAll - mapped - collection.ArenaCount);
        }
    }

    private static void Allocate(ArenaCollection collection, Dictionary<nint, int> alive, Random random)
    {
        int bytes = random.Next(1, LargestWords + 1) * Word;
        nint block = collection.Allocate(bytes);
        Assert.True(alive.TryAdd(block, bytes), "A block in use was handed out.");
    }

    private static void Remove(Judge judge, Dictionary<nint, int> alive)
    {
        foreach (nint block in judge.Seen)
        {
            if (judge.Dead.Remove(block))
            {
                Assert.True(alive.Remove(block));
            }
        }
    }

    private static void CompareBlocks(ArenaCollection collection, Dictionary<nint, int> alive)
    {
        Collector collector = new([]);
        collection.VisitBlocks(ref collector);
        Assert.Equal(alive.OrderBy(pair => pair.Key), collector.Blocks);
        foreach ((nint block, int bytes) in alive)
        {
            Assert.True(collection.Owns(block + bytes - 1, out nint start, out int blockBytes));
            Assert.Equal((block, bytes), (start, blockBytes));
        }
    }

    private readonly record struct Judge(HashSet<nint> Dead, List<nint> Seen) : IBlockJudge
    {
        public bool IsDead(nint block)
        {
            Seen.Add(block);
            return Dead.Contains(block);
        }
    }

    private readonly record struct Collector(List<KeyValuePair<nint, int>> Blocks) : IBlockVisitor
    {
        public void Visit(nint block, int blockBytes) => Blocks.Add(new(block, blockBytes));
    }
}
