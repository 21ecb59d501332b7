using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.Tests.MicroPython.Fidelity;

namespace Compare.Engines.Tests.MicroPython;

/// <summary>
/// Random requests of all sizes against a model that looks at one block at a time: the search by words, its bounds and the
/// supply place every object where first fit does, and the sweep frees the same blocks.
/// </summary>
public sealed unsafe class FirstFitTests
{
    private const int BlockShift = 5;
    private const int Steps = 6000;
    private const int Roots = 48;

    [Theory]
    [InlineData(1, 40_000, false)]
    [InlineData(2, 40_100, false)]
    [InlineData(3, 9_999, false)]
    [InlineData(4, 20_000, true)]
    [InlineData(5, 150_000, false)]
    public void Every_object_is_where_first_fit_places_it(int seed, int heapBytes, bool fewSizes)
    {
        Random random = new(seed);
        using TraceHeap<Words64Blocks32> heap = new(new BlockHeapOptions(), heapBytes);
        ref BlockHeap<Words64Blocks32> blocks = ref heap.Blocks;
        Area* area = blocks.First;
        char[] map = new string('.', (int)area->Blocks).ToCharArray();
        int bound = 0; // Byte of the table that searches start from.
        int placed = 0;
        for (int step = 0; step < Steps; step++)
        {
            int root = random.Next(Roots);
            int count = fewSizes ? random.Next(1, 4) : Size(random);
            int expected = Find(map, bound, count);
            if (expected < 0)
            {
                int collected = Sweep(map, heap.Roots, area);
                bound = 0;
                expected = Find(map, bound, count);
                Assert.True(collected >= 0);
            }

            nint address = count == 1 ? blocks.TryAllocateBlock() : 0;
            address = address == 0 ? blocks.Allocate((nint)count << BlockShift, hasFinalizer: false) : address;
            Assert.Equal(expected, address == 0 ? -1 : (address - area->Pool) >> BlockShift);
            if (expected >= 0)
            {
                map[expected] = 'h';
                map.AsSpan(expected + 1, count - 1).Fill('=');
                bound = count == 1 ? (expected + 1) / AreaLayout.BlocksPerByte : bound;
                heap.Roots[root] = address; // What was there before is garbage, or freed right away.
                placed++;
            }

            if (random.Next(3) == 0)
            {
                Free(map, heap, random.Next(Roots), area, ref bound);
            }
        }

        Assert.True(placed > Steps / 10);
        Assert.Equal(map.Count(state => state != '.'), blocks.UsedBlocks());
    }

    private static int Size(Random random) => random.Next(10) switch
    {
        < 4 => 1,
        < 7 => random.Next(1, 8),
        < 9 => random.Next(1, 40),
        _ => random.Next(1, 200),
    };

    private static int Find(char[] map, int bound, int count)
    {
        int run = 0;
        for (int block = bound * AreaLayout.BlocksPerByte; block < map.Length; block++)
        {
            run = map[block] == '.' ? run + 1 : 0;
            if (run == count)
            {
                return block - count + 1;
            }
        }

        return -1;
    }

    private static int Sweep(char[] map, nint[] roots, Area* area)
    {
        HashSet<int> live = [.. roots.Where(root => root != 0).Select(root => (int)((root - area->Pool) >> BlockShift))];
        int freed = 0;
        for (int block = 0; block < map.Length; block++)
        {
            if (map[block] == 'h' && !live.Contains(block))
            {
                freed += Erase(map, block);
            }
        }

        return freed;
    }

    private static int Erase(char[] map, int head)
    {
        int end = head + 1;
        while (end < map.Length && map[end] == '=')
        {
            end++;
        }

        map.AsSpan(head, end - head).Fill('.');
        return end - head;
    }

    private static void Free(char[] map, TraceHeap<Words64Blocks32> heap, int root, Area* area, ref int bound)
    {
        nint address = heap.Roots[root];
        if (address == 0)
        {
            return;
        }

        // Contents are zero, so the only reference is the root's.
        heap.Roots[root] = 0;
        int block = (int)((address - area->Pool) >> BlockShift);
        Erase(map, block);
        bound = Math.Min(bound, block / AreaLayout.BlocksPerByte);
        heap.Blocks.Free(address);
    }
}
