using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.SemiSpace;

/// <summary>Buffers on bump-allocated memory that are the last object of their space, and so grow without being copied.</summary>
public sealed class GrowthInPlaceTests
{
    private const int FirstItems = 100;
    private const long LimitBytes = 40L << 20;

    [Theory]
    [InlineData("nogc")]
    [InlineData("nogc verified")]
    [InlineData("semispace")]
    [InlineData("semispace verified")]
    public void A_buffer_that_grows_in_place_and_by_copies_keeps_its_items(string engine) => new Mixed().RunBareOn(engine);

    [Theory]
    [InlineData("nogc")]
    [InlineData("semispace")]
    public void Exhaustion_leaves_a_buffer_as_it_was(string engine) => new Exhaustion().RunBareOn(engine, LimitBytes);

    [Fact]
    public void A_buffer_at_the_end_leaves_no_copies_behind_on_nogc() => new NoCopies().RunBareOn("nogc");

    /// <summary>Grows the buffer of A by a third, and stores B in its new last item.</summary>
    private static void Grow<THeap, TRef>(THeap heap, ref Locals<TRef> f)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int before = heap.BufferLength(f.A, 0);
        int items = Math.Max(FirstItems, before + (before / 3));
        heap.ResizeBuffer(ref f.A, 0, items);
        Assert.Equal(items, heap.BufferLength(f.A, 0));
        Assert.True(before == 0 || heap.Same(f.B, heap.BorrowItem(f.A, 0, before - 1)));
        for (int i = before; i < items; i++)
        {
            Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, i)));
        }

        heap.StoreItem(f.A, 0, items - 1, f.B);
    }

    private static void Make<THeap, TRef>(THeap heap, ref Locals<TRef> f)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref f.A, heap.Register(TestTypes.List));
        heap.New(ref f.B, heap.Register(TestTypes.Leaf));
        heap.SetWord(f.B, 0, FirstItems);
    }

    private sealed class Mixed : EngineProgram
    {
        private const int MostItems = 2_000_000;
        private const int InPlace = 3; // Of four.

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            Make<THeap, TRef>(heap, ref f);
            int stored = 0;
            while (heap.BufferLength(f.A, 0) < MostItems)
            {
                Grow<THeap, TRef>(heap, ref f);
                if ((++stored & InPlace) == 0)
                {
                    heap.New(ref f.C, heap.Register(TestTypes.Leaf)); // Behind the buffer, which has to move now.
                    heap.Control.Verify();
                }
            }

            CollectAll<THeap, TRef>(heap);
            int found = 0;
            for (int i = 0; i < heap.BufferLength(f.A, 0); i++)
            {
                found += heap.Same(f.B, heap.BorrowItem(f.A, 0, i)) ? 1 : 0;
            }

            Assert.Equal(stored, found);
            Assert.Equal(FirstItems, heap.GetWord(f.B, 0));
            heap.Leave(ref f);
        }
    }

    private sealed class Exhaustion : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            Make<THeap, TRef>(heap, ref f);
            bool isExhausted = false;
            int items = 0;
            while (!isExhausted)
            {
                try
                {
                    items = heap.BufferLength(f.A, 0);
                    Grow<THeap, TRef>(heap, ref f);
                }
                catch (HeapExhaustedException) when (heap.Unwind(ref f))
                {
                    isExhausted = true;
                }
            }

            Assert.InRange(heap.Control.Statistics.PeakCommittedBytes ?? 0, 1, LimitBytes);
            Assert.Equal(items, heap.BufferLength(f.A, 0));
            Assert.True(heap.Same(f.B, heap.BorrowItem(f.A, 0, items - 1)));
            heap.Control.Verify();
            heap.Leave(ref f);
        }
    }

    private sealed class NoCopies : EngineProgram
    {
        private const int MostItems = 1_500_000;
        private const int ItemBytes = 8;

        /// <summary>The first chunk, in which the buffer stays behind when it outgrows it.</summary>
        private const long FirstChunkBytes = 4L << 20;

        public override void Run<THeap, TRef>(THeap heap)
        {
            if (!OperatingSystem.IsLinux())
            {
                return; // Elsewhere mappings are not enlarged.
            }

            Locals<TRef> f = default;
            heap.Enter(ref f);
            Make<THeap, TRef>(heap, ref f);
            while (heap.BufferLength(f.A, 0) < MostItems)
            {
                Grow<THeap, TRef>(heap, ref f);
            }

            long buffer = (long)heap.BufferLength(f.A, 0) * ItemBytes;
            Assert.InRange(heap.Control.Statistics.UsedBytes ?? 0, buffer, buffer + FirstChunkBytes);
            heap.Leave(ref f);
        }
    }
}
