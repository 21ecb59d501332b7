using Compare.Engines.Clr;

namespace Compare.Engines.Tests.Clr;

public sealed class ClrCallbackTests
{
    [Fact]
    public void A_weak_reference_is_cleared_and_its_callback_called_once()
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        List<long> tags = [];
        heap.SetWeakCallback((ref weak, tag) =>
        {
            Assert.False(heap.IsNull(weak));
            tags.Add(tag);
        });
        heap.ResizeRoots(3);
        test.New(0, test.Node, 1);
        test.NewWeak(1, 0, 7);

        heap.Control.Collect(2);
        Assert.False(test.IsDead(1, 2));
        test.Clear(0);
        heap.Control.Collect(2);
        heap.Control.Collect(2);

        Assert.True(test.IsDead(1, 2));
        Assert.Equal([7L], tags);
    }

    [Fact]
    public void A_weak_reference_that_dies_with_its_target_gets_no_callback()
    {
        using ClrTestHeap test = new();
        int calls = 0;
        test.Heap.SetWeakCallback((ref _, _) => calls++);
        test.Heap.ResizeRoots(2);
        test.New(0, test.Node, 1);
        test.NewWeak(1, 0, 7);

        test.Heap.ResizeRoots(0);
        test.Heap.Control.Collect(2);
        test.Heap.Control.Collect(2);

        Assert.Equal(0, calls);
    }

    [Fact]
    public void A_finalizer_runs_once_and_may_resurrect()
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        List<long> runs = [];
        heap.SetFinalizer(test.Final, (ref self) =>
        {
            runs.Add(heap.GetWord(self, 0));
            heap.Copy(ref heap.Root(0), self);
        });
        heap.ResizeRoots(3);
        test.New(0, test.Final, 3);
        test.NewWeak(1, 0, 0);

        test.Clear(0);
        heap.Control.Collect(2);
        Assert.Equal([3L], runs);
        Assert.Equal(3, heap.GetWord(heap.Root(0), 0));
        Assert.True(test.IsDead(1, 2));
        test.Clear(0);
        heap.Control.Collect(2);

        Assert.Single(runs);
        Assert.True(heap.IsNull(heap.Root(0)));
    }

    [Fact]
    public void A_weak_reference_kept_by_a_finalizer_is_called_back_when_its_target_dies_later()
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        int calls = 0;
        heap.SetWeakCallback((ref _, _) => calls++);
        heap.SetFinalizer(test.Final, (ref self) => heap.Copy(ref heap.Root(0), self));
        heap.ResizeRoots(3);
        test.New(0, test.Final, 1);
        test.New(2, test.Node, 2);
        test.NewWeak(1, 2, 5);
        test.Store(0, 0, 1);
        test.Clear(1);
        test.Clear(0);

        heap.Control.Collect(2);
        Assert.Equal(0, calls);
        test.Clear(2);
        heap.Control.Collect(2);

        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_safe_point_delivers_what_a_collection_of_the_host_found()
    {
        using ClrTestHeap test = new();
        int runs = 0;
        test.Heap.SetFinalizer(test.Final, (ref _) => runs++);
        test.Heap.ResizeRoots(1);
        test.New(0, test.Final, 1);
        test.Clear(0);
        test.Heap.SafePoint();
        Assert.Equal(0, runs);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        test.Heap.SafePoint();

        Assert.Equal(1, runs);
    }

    [Fact]
    public void An_exception_from_a_finalizer_reaches_the_program_and_the_others_run_later()
    {
        using ClrTestHeap test = new();
        int runs = 0;
        test.Heap.SetFinalizer(test.Final, (ref _) =>
        {
            if (++runs == 1)
            {
                throw new InvalidDataException("from a finalizer");
            }
        });
        test.Heap.ResizeRoots(2);
        test.New(0, test.Final, 1);
        test.New(1, test.Final, 2);
        test.Heap.ResizeRoots(0);

        Assert.Throws<InvalidDataException>(() => test.Heap.Control.Collect(2));
        test.Heap.SafePoint();

        Assert.Equal(2, runs);
    }
}
