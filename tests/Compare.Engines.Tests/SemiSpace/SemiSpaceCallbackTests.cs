using Compare.Engines.Heap.Bump;

namespace Compare.Engines.Tests.SemiSpace;

public sealed class SemiSpaceCallbackTests
{
    [Fact]
    public void A_weak_reference_follows_its_target_and_is_cleared_when_it_dies()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        List<long> tags = [];
        heap.SetWeakCallback((ref weak, tag) =>
        {
            Assert.False(heap.IsNull(weak));
            tags.Add(tag);
        });
        ThreeLocals f = default;
        heap.Enter(ref f);
        test.New(ref f.A, 5);
        heap.NewWeak(ref f.B, ref f.A, 77);

        heap.Control.Collect(0);
        heap.LoadWeak(ref f.C, f.B);
        Assert.True(heap.Same(f.A, f.C));
        heap.Clear(ref f.A);
        heap.Clear(ref f.C);
        heap.Control.Collect(0);
        heap.Control.Collect(0);

        heap.LoadWeak(ref f.C, f.B);
        Assert.True(heap.IsNull(f.C));
        Assert.Equal([77L], tags);
        Assert.Equal(1, test.Engine.Events[1].WeakCleared);
        heap.Leave(ref f);
    }

    [Fact]
    public void Callbacks_that_allocate_and_collect_are_each_called_once()
    {
        using SemiSpaceHeap test = new("stress=true");
        BumpHeap heap = test.Heap;
        List<long> tags = [];
        heap.ResizeRoots(12);
        heap.SetWeakCallback((ref weak, tag) =>
        {
            tags.Add(tag);
            heap.Control.Collect(0);
            test.New(ref heap.Root(11), tag);
            heap.LoadWeak(ref heap.Root(11), weak);
            Assert.True(heap.IsNull(heap.Root(11)));
        });
        for (int i = 0; i < 10; i++)
        {
            test.New(ref heap.Root(10), i);
            heap.NewWeak(ref heap.Root(i), ref heap.Root(10), i + 1);
        }

        heap.Clear(ref heap.Root(10));
        heap.Control.Collect(0);

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), tags);
    }

    [Fact]
    public void A_weak_reference_that_dies_with_its_target_gets_no_callback()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        int calls = 0;
        heap.SetWeakCallback((ref _, _) => calls++);
        heap.ResizeRoots(2);
        test.New(ref heap.Root(0), 1);
        heap.NewWeak(ref heap.Root(1), ref heap.Root(0), 9);

        heap.ResizeRoots(0);
        heap.Control.Collect(0);

        Assert.Equal(0, calls);
        Assert.Equal(0, test.Objects);
    }

    [Fact]
    public void Finalizers_run_once_in_allocation_order_and_the_objects_go_at_the_next_collection()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        List<long> order = [];
        heap.SetFinalizer(test.Final, (ref self) => order.Add(heap.GetWord(self, 0)));
        heap.ResizeRoots(2);
        for (int i = 0; i < 5; i++)
        {
            test.NewFinal(ref heap.Root(0), i);
            heap.Store(heap.Root(0), 0, heap.Root(1));
            heap.Copy(ref heap.Root(1), heap.Root(0));
        }

        heap.ResizeRoots(0);
        heap.Control.Collect(0);
        Assert.Equal([0L, 1, 2, 3, 4], order);
        Assert.Equal(5, test.Objects);
        heap.Control.Collect(0);

        Assert.Equal(5, order.Count);
        Assert.Equal(0, test.Objects);
        Assert.Equal(5, test.Engine.Events[0].FinalizersRun);
    }

    [Fact]
    public void A_resurrected_object_lives_on_and_is_not_finalized_again()
    {
        using SemiSpaceHeap test = new("stress=true");
        BumpHeap heap = test.Heap;
        int runs = 0;
        heap.ResizeRoots(3);
        heap.SetFinalizer(test.Final, (ref self) =>
        {
            runs++;
            test.New(ref heap.Root(1), 8); // Collects and moves the object during its own finalizer.
            heap.Copy(ref heap.Root(0), self);
        });
        test.NewFinal(ref heap.Root(0), 4);
        test.New(ref heap.Root(2), 6);
        heap.Store(heap.Root(0), 0, heap.Root(2));
        heap.Clear(ref heap.Root(2));
        heap.NewWeak(ref heap.Root(2), ref heap.Root(0), 0);

        heap.Clear(ref heap.Root(0));
        heap.Control.Collect(0);

        Assert.Equal(1, runs);
        Assert.Equal(4, heap.GetWord(heap.Root(0), 0));
        Assert.Equal(6, heap.GetWord(heap.Borrow(heap.Root(0), 0), 0));
        heap.LoadWeak(ref heap.Root(1), heap.Root(2));
        Assert.True(heap.IsNull(heap.Root(1)));
        heap.ResizeRoots(0);
        heap.Control.Collect(0);
        Assert.Equal(1, runs);
        Assert.Equal(0, test.Objects);
    }

    [Fact]
    public void Weak_references_kept_by_a_finalizer_are_settled()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        int calls = 0;
        heap.SetWeakCallback((ref _, _) => calls++);
        heap.SetFinalizer(test.Final, (ref self) => heap.Copy(ref heap.Root(0), self));
        heap.ResizeRoots(3);
        test.New(ref heap.Root(2), 3);
        test.NewFinal(ref heap.Root(0), 1);
        heap.NewWeak(ref heap.Root(1), ref heap.Root(2), 5);
        heap.Store(heap.Root(0), 0, heap.Root(1));
        heap.Clear(ref heap.Root(1));
        heap.Clear(ref heap.Root(0));

        heap.Control.Collect(0);

        heap.LoadWeak(ref heap.Root(1), heap.Borrow(heap.Root(0), 0));
        Assert.True(heap.Same(heap.Root(1), heap.Root(2)));
        heap.Clear(ref heap.Root(1));
        heap.Clear(ref heap.Root(2));
        heap.Control.Collect(0);
        heap.LoadWeak(ref heap.Root(1), heap.Borrow(heap.Root(0), 0));
        Assert.True(heap.IsNull(heap.Root(1)));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void An_exception_from_a_finalizer_reaches_the_program_and_the_others_run_later()
    {
        using SemiSpaceHeap test = new();
        BumpHeap heap = test.Heap;
        int runs = 0;
        heap.SetFinalizer(test.Final, (ref _) =>
        {
            ThreeLocals f = default;
            heap.Enter(ref f);
            test.New(ref f.A, 1);
            runs++;
            if (runs == 1)
            {
                throw new InvalidDataException("from a finalizer");
            }

            heap.Leave(ref f);
        });
        heap.ResizeRoots(1);
        test.NewFinal(ref heap.Root(0), 1);
        test.NewFinal(ref heap.Root(0), 2);
        heap.ResizeRoots(0);

        Assert.Throws<InvalidDataException>(() => heap.Control.Collect(0));
        test.Engine.Verify();
        heap.Control.Collect(0);

        Assert.Equal(2, runs);
        test.Engine.Rest();
        Assert.Equal(0, test.Objects);
    }
}
