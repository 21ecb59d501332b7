using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Owned buffers: grown, shrunk, freed.</summary>
public sealed class BufferTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_buffer_keeps_its_items_when_it_grows_and_shrinks(string engine) => new GrowAndShrink().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void References_cut_off_are_released_and_null_after_growing_again(string engine) =>
        new CutOff().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Buffers_of_entries_words_and_bytes_survive_collections(string engine) => new Shapes().RunOn(engine);

    private sealed class GrowAndShrink : EngineProgram
    {
        private const int Most = 300;
        private const int Step = 7;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            heap.SetWord(f.A, 0, 11);
            Assert.Equal(0, heap.BufferLength(f.A, 0));
            for (int items = 0; items < Most; items += Step)
            {
                heap.ResizeBuffer(ref f.A, 0, items + Step);
                Assert.Equal(items + Step, heap.BufferLength(f.A, 0));
                for (int index = items; index < items + Step; index++)
                {
                    Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, index)));
                }

                heap.New(ref f.B, heap.Register(TestTypes.Leaf));
                heap.SetWord(f.B, 0, items);
                heap.StoreItem(f.A, 0, items, f.B);
            }

            CollectAll<THeap, TRef>(heap);
            for (int items = heap.BufferLength(f.A, 0); items > 0; items -= Step)
            {
                heap.ResizeBuffer(ref f.A, 0, items);
                Assert.Equal(items - Step, heap.GetWord(heap.BorrowItem(f.A, 0, items - Step), 0));
                Assert.Equal(0, heap.GetWord(heap.BorrowItem(f.A, 0, 0), 0));
            }

            heap.ResizeBuffer(ref f.A, 0, 0);
            Assert.Equal(0, heap.BufferLength(f.A, 0));
            Assert.Equal(11, heap.GetWord(f.A, 0));
            heap.ResizeBuffer(ref f.A, 0, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class CutOff : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(2);
            Make<THeap, TRef>(heap);
            heap.ResizeBuffer(ref heap.Root(0), 0, 1);
            heap.ResizeBuffer(ref heap.Root(0), 0, 2);
            Assert.True(heap.IsNull(heap.BorrowItem(heap.Root(0), 0, 1)));
            Assert.False(heap.IsNull(heap.BorrowItem(heap.Root(0), 0, 0)));
            CollectUntil<THeap, TRef>(heap, () => IsDead<THeap, TRef>(heap));
            Assert.Equal(Traits.Reclaims, IsDead<THeap, TRef>(heap));
            heap.ResizeRoots(0);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Make<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref heap.Root(0), heap.Register(TestTypes.List));
            heap.ResizeBuffer(ref heap.Root(0), 0, 2);
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            heap.NewWeak(ref heap.Root(1), ref f.A, 0);
            heap.StoreItemTake(heap.Root(0), 0, 1, heap.Move(ref f.A));
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            heap.StoreItem(heap.Root(0), 0, 0, f.A);
            heap.Leave(ref f);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static bool IsDead<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.LoadWeak(ref f.A, heap.Root(1));
            bool dead = heap.IsNull(f.A);
            heap.Leave(ref f);
            return dead;
        }
    }

    private sealed class Shapes : EngineProgram
    {
        private const int Items = 50;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Table));
            heap.New(ref f.B, heap.Register(TestTypes.Blob));
            heap.ResizeBuffer(ref f.A, 0, Items);
            heap.ResizeBuffer(ref f.A, 1, 2 * Items);
            heap.ResizeBuffer(ref f.B, 0, Items);
            heap.Store(f.A, 0, f.B);
            for (int item = 0; item < Items; item++)
            {
                heap.StoreItem(f.A, 0, 2 * item, f.A);
                heap.StoreItem(f.A, 0, (2 * item) + 1, f.B);
                heap.SetItemWord(f.A, 0, item, item);
                heap.SetItemWord(f.A, 1, 2 * item, -item);
                heap.ItemBytes(f.B, 0)[item] = (byte)item;
            }

            heap.ResizeBuffer(ref f.A, 0, 2 * Items);
            heap.ResizeBuffer(ref f.B, 0, Items / 2);
            CollectAll<THeap, TRef>(heap);

            Assert.Equal(2 * Items, heap.BufferLength(f.A, 0));
            Assert.Equal(2 * Items, heap.BufferLength(f.A, 1));
            Assert.Equal(Items / 2, heap.ItemBytes(f.B, 0).Length);
            for (int item = 0; item < Items; item++)
            {
                Assert.True(heap.Same(f.A, heap.BorrowItem(f.A, 0, 2 * item)));
                heap.LoadItem(ref f.C, f.A, 0, (2 * item) + 1);
                Assert.True(heap.Same(f.B, f.C));
                Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, (2 * Items) + item)));
                Assert.Equal(item, heap.GetItemWord(f.A, 0, item));
                Assert.Equal(-item, heap.GetItemWord(f.A, 1, 2 * item));
                Assert.Equal((byte)(item % (Items / 2)), heap.ItemBytes(f.B, 0)[item % (Items / 2)]);
            }

            // Breaks the cycle, so that engines that never collect cycles are left clean too.
            heap.ResizeBuffer(ref f.A, 0, 0);
            heap.Leave(ref f);
        }
    }
}
