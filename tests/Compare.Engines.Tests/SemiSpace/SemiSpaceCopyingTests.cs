using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Tests.SemiSpace;

public sealed class SemiSpaceCopyingTests
{
    [Fact]
    public void A_collection_moves_an_object_and_keeps_its_content_and_hash()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        ThreeLocals f = default;
        heap.Enter(ref f);
        test.New(ref f.A, 42);
        test.New(ref f.B, 43);
        heap.Store(f.A, 0, f.B);
        heap.Store(f.B, 1, f.A);
        nint before = f.A.Address;
        long hash = heap.IdentityHash(f.A);

        heap.Control.Collect(0);

        Assert.NotEqual(before, f.A.Address);
        Assert.Equal(hash, heap.IdentityHash(f.A));
        Assert.Equal(42, heap.GetWord(f.A, 0));
        Assert.True(heap.Same(heap.Borrow(f.A, 0), f.B));
        Assert.True(heap.Same(heap.Borrow(f.B, 1), f.A));
        heap.Leave(ref f);
    }

    [Fact]
    public void Dead_cycles_are_reclaimed_and_counted()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        ThreeLocals f = default;
        heap.Enter(ref f);
        for (int i = 0; i < 100; i++)
        {
            test.New(ref f.A, i);
            test.New(ref f.B, i);
            heap.Store(f.A, 0, f.B);
            heap.Store(f.B, 0, f.A);
        }

        heap.Control.Collect(0);

        Assert.Equal(2, test.Objects);
        Assert.Equal(198, test.Engine.Events[0].FreedObjects);
        Assert.Equal(2, test.Engine.Events[0].CopiedObjects);
        Assert.Equal(2, test.Engine.TakeCensus().Objects);
        heap.Leave(ref f);
        test.Engine.Rest();
        Assert.Equal(0, test.Objects);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_objects_needs_no_stack()
    {
        const int Length = 100_000;
        using SemiSpaceHeap test = new(verify: false);
        BumpHeap heap = test.Heap;
        heap.ResizeRoots(2);
        for (int i = 0; i < Length; i++)
        {
            test.New(ref heap.Root(1), i);
            heap.Store(heap.Root(1), 0, heap.Root(0));
            heap.Copy(ref heap.Root(0), heap.Root(1));
        }

        heap.Control.Collect(0);

        Assert.Equal(Length, test.Objects);
        heap.Clear(ref heap.Root(1));
        long sum = 0;
        while (!heap.IsNull(heap.Root(0)))
        {
            sum += heap.GetWord(heap.Root(0), 0);
            heap.Load(ref heap.Root(0), heap.Root(0), 0);
        }

        Assert.Equal((long)Length * (Length - 1) / 2, sum);
    }

    [Fact]
    public void A_buffer_loses_its_spare_capacity_when_it_is_copied()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        ThreeLocals f = default;
        heap.Enter(ref f);
        heap.New(ref f.A, test.List);
        heap.ResizeBuffer(ref f.A, 0, 1000);
        test.New(ref f.B, 7);
        heap.StoreItem(f.A, 0, 3, f.B);
        heap.ResizeBuffer(ref f.A, 0, 4);
        heap.Control.Collect(0);
        long used = test.Engine.Statistics.UsedBytes!.Value;

        heap.ResizeBuffer(ref f.A, 0, 1000);

        Assert.True(used < 300, $"{used} bytes are in use.");
        Assert.Equal(7, heap.GetWord(heap.BorrowItem(f.A, 0, 3), 0));
        Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, 999)));
        heap.Leave(ref f);
    }

    [Fact]
    public void Items_of_references_and_words_survive_at_every_allocation()
    {
        using SemiSpaceHeap test = new("stress=true");
        BumpHeap heap = test.Heap;
        ThreeLocals f = default;
        heap.Enter(ref f);
        heap.New(ref f.A, test.List);
        for (int i = 0; i < 50; i++)
        {
            heap.ResizeBuffer(ref f.A, 1, i + 1);
            heap.ResizeBuffer(ref f.A, 2, i + 1);
            test.New(ref f.B, i);
            heap.StoreItem(f.A, 1, i, f.B);
            heap.SetItemWord(f.A, 1, i, -i);
            heap.ItemBytes(f.A, 2)[i] = (byte)i;
        }

        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(i, heap.GetWord(heap.BorrowItem(f.A, 1, i), 0));
            Assert.Equal(-i, heap.GetItemWord(f.A, 1, i));
            Assert.Equal((byte)i, heap.ItemBytes(f.A, 2)[i]);
        }

        heap.Leave(ref f);
        Assert.True(test.Engine.Statistics.MajorCollections >= 100);
    }

    [Fact]
    public void Random_graphs_survive_a_collection_at_every_allocation()
    {
        using SemiSpaceHeap test = new("stress=true,initial=4KiB");
        BumpHeap heap = test.Heap;
        Random random = new(17);
        const int Slots = 20;
        long[] expected = new long[Slots];
        heap.ResizeRoots(Slots + 1);
        for (int i = 0; i < 2000; i++)
        {
            int slot = random.Next(Slots);
            test.New(ref heap.Root(Slots), i);
            heap.Store(heap.Root(Slots), 0, heap.Root(random.Next(Slots)));
            heap.Store(heap.Root(Slots), 1, heap.Root(random.Next(Slots)));
            heap.Copy(ref heap.Root(slot), heap.Root(Slots));
            expected[slot] = i;
            if (random.Next(4) == 0)
            {
                int cut = random.Next(Slots);
                if (!heap.IsNull(heap.Root(cut)))
                {
                    heap.Store(heap.Root(cut), random.Next(2), default);
                }
            }

            for (int j = 0; j < Slots; j++)
            {
                Assert.Equal(expected[j], heap.IsNull(heap.Root(j)) ? 0 : heap.GetWord(heap.Root(j), 0));
            }
        }

        test.Engine.Verify();
    }

    [Fact]
    public void The_verifier_finds_a_reference_to_where_no_object_begins()
    {
        using SemiSpaceHeap test = new(verify: false);
        BumpHeap heap = test.Heap;
        heap.ResizeRoots(1);
        test.New(ref heap.Root(0), 1);
        test.Engine.Verify();

        heap.Store(heap.Root(0), 1, new ObjectReference(heap.Root(0).Address + 8));

        HeapCorruptionException error = Assert.Throws<HeapCorruptionException>(test.Engine.Verify);
        Assert.Contains("no object begins", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_allocate_nothing_on_the_managed_heap()
    {
        using SemiSpaceHeap test = new("initial=64KiB", verify: false);
        test.Engine.WeakCallback = (ref weak, _) => { };
        Fill(test, 10_000);
        test.Engine.Rest();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill(test, 10_000);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
        Assert.True(test.Engine.Statistics.MajorCollections > 2);
    }

    private static void Fill(SemiSpaceHeap test, int count)
    {
        BumpHeap heap = test.Heap;
        ThreeLocals f = default;
        heap.Enter(ref f);
        for (int i = 0; i < count; i++)
        {
            test.New(ref f.A, i);
            heap.NewWeak(ref f.B, ref f.A, i + 1);
            test.NewFinal(ref f.C, i);
        }

        heap.Leave(ref f);
    }
}
