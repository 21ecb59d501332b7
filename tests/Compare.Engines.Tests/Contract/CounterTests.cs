using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>The counter of each buffer, as a list keeps its length in it.</summary>
public sealed class CounterTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_counter_is_what_was_set_until_the_buffer_is_freed(string engine) => new Life().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Each_buffer_has_its_own_counter(string engine) => new Several().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_set_that_leaves_its_owner_and_comes_back_keeps_its_counter(string engine) => new SmallSet().RunOn(engine);

    private sealed class Life : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            Assert.Equal(0, heap.GetCount(f.A, 0));
            for (int length = 1; length < 200; length += 9)
            {
                heap.ResizeBuffer(ref f.A, 0, length);
                Assert.Equal(length == 1 ? 0 : length - 9, heap.GetCount(f.A, 0));
                heap.SetCount(f.A, 0, length);
                Assert.Equal(length, heap.BufferLength(f.A, 0));
            }

            heap.SetCount(f.A, 0, int.MaxValue);
            CollectAll<THeap, TRef>(heap);
            Assert.Equal(int.MaxValue, heap.GetCount(f.A, 0));
            heap.ResizeBuffer(ref f.A, 0, 2);
            Assert.Equal(int.MaxValue, heap.GetCount(f.A, 0));
            heap.ResizeBuffer(ref f.A, 0, 0);
            Assert.Equal(0, heap.GetCount(f.A, 0));
            heap.ResizeBuffer(ref f.A, 0, 2);
            Assert.Equal(0, heap.GetCount(f.A, 0));
            heap.SetCount(f.A, 0, 1);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            Assert.Equal(0, heap.GetCount(f.A, 0));
            heap.Leave(ref f);
        }
    }

    private sealed class Several : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Table));
            heap.New(ref f.B, heap.Register(TestTypes.Blob));
            heap.ResizeBuffer(ref f.A, 0, 10);
            heap.ResizeBuffer(ref f.A, 1, 16);
            heap.ResizeBuffer(ref f.B, 0, 3);
            heap.SetCount(f.A, 0, 7);
            heap.SetCount(f.A, 1, 8);
            heap.SetCount(f.B, 0, 2);
            heap.ItemBytes(f.B, 0).Fill(1);
            heap.ResizeBuffer(ref f.B, 0, 300);
            CollectAll<THeap, TRef>(heap);
            Assert.Equal((7, 8, 2), (heap.GetCount(f.A, 0), heap.GetCount(f.A, 1), heap.GetCount(f.B, 0)));
            heap.ResizeBuffer(ref f.A, 0, 0);
            Assert.Equal((0, 8, 2), (heap.GetCount(f.A, 0), heap.GetCount(f.A, 1), heap.GetCount(f.B, 0)));
            Assert.Equal(1, heap.ItemBytes(f.B, 0)[2]);
            heap.Leave(ref f);
        }
    }

    private sealed class SmallSet : EngineProgram
    {
        private const int SmallSlots = 8;
        private const int LargeSlots = 32;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Set));
            heap.ResizeBuffer(ref f.A, 0, SmallSlots);
            heap.New(ref f.B, heap.Register(TestTypes.Leaf));
            heap.StoreItem(f.A, 0, 3, f.B);
            heap.SetItemWord(f.A, 0, 3, 33);
            heap.SetCount(f.A, 0, 1);
            int[] sizes = [LargeSlots, SmallSlots, LargeSlots, SmallSlots];
            foreach (int slots in sizes)
            {
                heap.ResizeBuffer(ref f.A, 0, slots);
                CollectAll<THeap, TRef>(heap);
                Assert.Equal(1, heap.GetCount(f.A, 0));
                Assert.Equal(33, heap.GetItemWord(f.A, 0, 3));
                Assert.True(heap.Same(f.B, heap.BorrowItem(f.A, 0, 3)));
                Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, slots - 1)));
            }

            heap.ResizeBuffer(ref f.A, 0, 0);
            Assert.Equal((0, 0), (heap.GetCount(f.A, 0), heap.BufferLength(f.A, 0)));
            heap.Leave(ref f);
        }
    }
}
