using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Deep and large: no stack overflow, no overflow of sizes.</summary>
public sealed class SizeTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_list_of_a_million_nodes_is_traced_and_dropped(string engine) => new LongList().RunBareOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void Arrays_of_64_mebibytes_keep_their_content(string engine) => new LargeArrays().RunBareOn(engine);

    private sealed class LongList : EngineProgram
    {
        private const int Nodes = 1_000_000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (int node = 0; node < Nodes; node++)
            {
                heap.New(ref f.B, pair);
                heap.SetWord(f.B, 0, node);
                heap.Store(f.B, 1, f.A);
                heap.Take(ref f.A, heap.Move(ref f.B));
            }

            heap.Control.Collect(heap.Control.GenerationCount - 1);
            heap.Copy(ref f.B, f.A);
            for (int node = Nodes - 1; node >= 0; node--)
            {
                Assert.Equal(node, heap.GetWord(f.B, 0));
                heap.Load(ref f.B, f.B, 1);
            }

            Assert.True(heap.IsNull(f.B));
            heap.Clear(ref f.A);
            CollectAll<THeap, TRef>(heap);
            heap.Leave(ref f);
        }
    }

    private sealed class LargeArrays : EngineProgram
    {
        private const int Bytes = 64 << 20;
        private const int Words = Bytes / BufferShape.SlotBytes;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.NewArray(ref f.A, heap.Register(TestTypes.Bytes), Bytes);
            heap.ElementBytes(f.A)[0] = 1;
            heap.ElementBytes(f.A)[Bytes - 1] = 2;
            heap.NewArray(ref f.B, heap.Register(TestTypes.Tuple), Words);
            heap.StoreElement(f.B, 0, f.A);
            heap.StoreElement(f.B, Words - 1, f.B);
            heap.Clear(ref f.A);
            heap.Control.Collect(heap.Control.GenerationCount - 1);

            Assert.Equal(Bytes, heap.Length(heap.BorrowElement(f.B, 0)));
            Assert.Equal(1, heap.ElementBytes(heap.BorrowElement(f.B, 0))[0]);
            Assert.Equal(2, heap.ElementBytes(heap.BorrowElement(f.B, 0))[Bytes - 1]);
            Assert.True(heap.IsNull(heap.BorrowElement(f.B, Words / 2)));
            Assert.True(heap.Same(f.B, heap.BorrowElement(f.B, Words - 1)));
            heap.StoreElement(f.B, Words - 1, default);
            heap.Leave(ref f);
        }
    }
}
