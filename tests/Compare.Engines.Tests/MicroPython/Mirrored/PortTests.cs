using Compare.Engines.Abstractions.Events;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.Tests.MicroPython.Fidelity;
using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Mirrored;

/// <summary>Counterparts of the ports' own tests: the block heap's functions, many heap sizes, a heap that grows.</summary>
public sealed unsafe class PortTests
{
    [Fact]
    [MirrorsScript("unix/coverage GC")]
    public void Functions_of_the_heap_behave_at_their_edges()
    {
        using TraceHeap<Words64Blocks32> heap = new(new BlockHeapOptions(), 8192);
        ref BlockHeap<Words64Blocks32> blocks = ref heap.Blocks;
        nint address = blocks.Allocate(4, hasFinalizer: false);
        blocks.Lock();
        blocks.Free(address); // Nothing happens.
        blocks.Unlock();
        Assert.Equal(32, blocks.BytesOf(address));
        Assert.Equal(0, blocks.Reallocate(address, 0, mayMove: true)); // Frees it.
        Assert.Equal(0, blocks.BytesOf(address));
        Assert.Equal(0, blocks.BytesOf(0));
        Assert.Equal(0, blocks.Allocate(0, hasFinalizer: false));

        // With a hole between objects both ways to count agree.
        nint hole = blocks.Allocate(64, hasFinalizer: false);
        blocks.Allocate(64, hasFinalizer: false);
        blocks.Free(hole);
        Assert.Equal(blocks.Inspect().UsedBlocks, blocks.UsedBlocks());
    }

    [Fact]
    [MirrorsScript("unix/coverage GC part 2")]
    public void Heaps_of_every_size_end_their_last_object_at_the_gap()
    {
        const nint Block = 32;
        const int Heaps = 2048;
        for (int number = 0; number < Heaps; number++)
        {
            using TraceHeap<Words64Blocks32> heap = new(new BlockHeapOptions(), (64 * Block) + (number * Block / 16));
            ref BlockHeap<Words64Blocks32> blocks = ref heap.Blocks;
            nint all = blocks.AllBlocks();
            nint chain = 0;
            for (nint left = all; left > 0; left -= Math.Min(left, 4))
            {
                nint link = blocks.Allocate(Math.Min(left, 4) * Block, hasFinalizer: false);
                Assert.NotEqual(0, link);
                *(nint*)link = chain;
                chain = link;
            }

            heap.Roots[0] = chain;
            heap.CollectFor(CollectionCause.Explicit);
            Assert.Equal(all, blocks.Inspect().UsedBlocks);
            heap.Roots[0] = 0;
            heap.CollectFor(CollectionCause.Explicit);
            Assert.Equal(0, blocks.Inspect().UsedBlocks);
        }
    }

    [Fact]
    [MirrorsScript("unix/coverage tracked allocation")]
    public void Memory_that_a_list_of_blocks_keeps_grows_and_shrinks_with_its_content() => Board.Run("micropython:heap=64KiB", board =>
    {
        board.New(0, BoardTypes.List); // The list that keeps what C code allocated.
        board.Resize(0, 10);
        for (int index = 0; index < 10; index++)
        {
            board.New(1, BoardTypes.ByteArray);
            board.Resize(1, 100);
            board.ItemBytes(1).Fill((byte)index);
            board.StoreItem(0, index, 1);
            board.Collect();
        }

        for (int index = 0; index < 10; index++)
        {
            board.LoadItem(1, 0, index);
            board.Resize(1, 1000);
            board.Resize(1, 10);
            Assert.All(board.ItemBytes(1).ToArray(), value => Assert.Equal(index, value));
        }

        board.Resize(0, 0);
        board.Clear(0);
        board.Clear(1);
        board.Collect();
        Assert.Equal(0, board.Module.UsedBytes);
    });

    [Fact]
    [MirrorsScript("webassembly/heap_expand")]
    public void A_heap_that_may_grow_doubles_and_gives_back() => Board.Run(
        "micropython:word=32,heap=128KiB,grow=true,weakrefs=false",
        board =>
        {
            long start = board.Module.GetInformation().TotalBytes;
            long last = start;
            for (int power = 0; power < 24; power++)
            {
                board.New(0, BoardTypes.ByteArray);
                board.Resize(0, 1 << power);
                board.ItemBytes(0)[(1 << power) - 1] = 1;
                Assert.True(board.Module.GetInformation().TotalBytes >= 1 << power);
                last = Math.Max(last, board.Module.GetInformation().TotalBytes);
            }

            Assert.True(last > 1 << 23);
            board.Clear(0);
            board.Collect();
            Assert.Equal(start, board.Module.GetInformation().TotalBytes);
        });
}
