using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Objects: fields, words, elements, identity.</summary>
public sealed class ObjectTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Fields_and_words_survive_collections(string engine) => new Fields().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Arrays_of_all_kinds_and_lengths_survive_collections(string engine) => new Arrays().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void References_are_null_in_memory_used_before(string engine) => new FreshReferences().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void The_widest_object_survives_collections(string engine) => new WideObject().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Identity_type_and_size_are_kept(string engine) => new Identity().RunOn(engine);

    private sealed class Fields : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.SetWord(f.A, 0, long.MinValue);
            heap.SetWord(f.A, 1, long.MaxValue);
            heap.New(ref f.B, pair);
            heap.SetWord(f.B, 0, 5);
            heap.Store(f.A, 0, f.B);
            heap.Store(f.B, 1, f.A);
            heap.Store(f.A, 1, f.A);
            heap.Clear(ref f.B);
            CollectAll<THeap, TRef>(heap);

            heap.Load(ref f.B, f.A, 0);
            Assert.Equal(5, heap.GetWord(f.B, 0));
            Assert.Equal(long.MinValue, heap.GetWord(f.A, 0));
            Assert.Equal(long.MaxValue, heap.GetWord(f.A, 1));
            Assert.True(heap.Same(heap.Borrow(f.B, 1), f.A));
            Assert.True(heap.Same(heap.Borrow(f.A, 1), f.A));
            Assert.True(heap.IsNull(heap.Borrow(f.B, 0)));

            heap.Load(ref f.A, f.A, 0);
            Assert.True(heap.Same(f.A, f.B));
            heap.Store(f.B, 1, default);
            heap.Leave(ref f);
        }
    }

    private sealed class Arrays : EngineProgram
    {
        private static readonly int[] s_lengths = [0, 1, 7, 8, 1000];

        public override void Run<THeap, TRef>(THeap heap)
        {
            foreach (int length in s_lengths)
            {
                Locals<TRef> f = default;
                heap.Enter(ref f);
                heap.NewArray(ref f.A, heap.Register(TestTypes.Tuple), length);
                heap.NewArray(ref f.B, heap.Register(TestTypes.Words), length);
                heap.NewArray(ref f.C, heap.Register(TestTypes.Bytes), length);
                heap.NewArray(ref f.D, heap.Register(TestTypes.Mixed), length);
                Fill<THeap, TRef>(heap, ref f, length);
                CollectAll<THeap, TRef>(heap);
                Check<THeap, TRef>(heap, ref f, length);
                heap.Leave(ref f);
            }
        }

        private static void Fill<THeap, TRef>(THeap heap, ref Locals<TRef> f, int length)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int index = 0; index < length; index++)
            {
                Assert.True(heap.IsNull(heap.BorrowElement(f.A, index)));
                heap.StoreElement(f.A, index, index % 2 == 0 ? f.B : f.D);
                heap.SetElementWord(f.B, index, -index);
                heap.ElementBytes(f.C)[index] = (byte)index;
                heap.StoreElement(f.D, index, f.C);
            }

            heap.Store(f.D, 0, f.A);
            heap.SetWord(f.D, 0, length);
        }

        private static void Check<THeap, TRef>(THeap heap, ref Locals<TRef> f, int length)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Assert.Equal(length, heap.Length(f.A));
            Assert.Equal(length, heap.Length(f.B));
            Assert.Equal(length, heap.Length(f.C));
            Assert.Equal(length, heap.Length(f.D));
            Assert.Equal(length, heap.ElementBytes(f.C).Length);
            Assert.Equal(length, heap.GetWord(f.D, 0));
            Assert.True(heap.Same(heap.Borrow(f.D, 0), f.A));
            for (int index = 0; index < length; index++)
            {
                Assert.True(heap.Same(heap.BorrowElement(f.A, index), index % 2 == 0 ? f.B : f.D));
                Assert.Equal(-index, heap.GetElementWord(f.B, index));
                Assert.Equal((byte)index, heap.ElementBytes(f.C)[index]);
                Assert.True(heap.Same(heap.BorrowElement(f.D, index), f.C));
            }

            if (length > 0)
            {
                heap.StoreElementTake(f.A, 0, heap.Move(ref f.B));
                heap.LoadElement(ref f.C, f.A, 0);
                Assert.Equal(heap.Register(TestTypes.Words), heap.TypeOf(f.C));
            }
        }
    }

    private sealed class FreshReferences : EngineProgram
    {
        private const int Rounds = 4;
        private const int Length = 300;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle tuple = heap.Register(TestTypes.Tuple);
            TypeHandle words = heap.Register(TestTypes.Words);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (int round = 0; round < Rounds; round++)
            {
                heap.NewArray(ref f.A, words, Length);
                for (int index = 0; index < Length; index++)
                {
                    heap.SetElementWord(f.A, index, -1);
                }

                heap.Clear(ref f.A);
                heap.Control.Collect(heap.Control.GenerationCount - 1);
                heap.NewArray(ref f.B, tuple, Length);
                for (int index = 0; index < Length; index++)
                {
                    Assert.True(heap.IsNull(heap.BorrowElement(f.B, index)));
                }

                heap.Clear(ref f.B);
            }

            heap.Leave(ref f);
        }
    }

    private sealed class WideObject : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Wide));
            heap.New(ref f.B, heap.Register(TestTypes.Pair));
            for (int field = 0; field < ObjectType.MaxFields; field++)
            {
                Assert.True(heap.IsNull(heap.Borrow(f.A, field)));
                heap.Store(f.A, field, field % 2 == 0 ? f.B : f.A);
                heap.SetWord(f.A, field, field);
            }

            CollectAll<THeap, TRef>(heap);
            for (int field = 0; field < ObjectType.MaxFields; field++)
            {
                Assert.True(heap.Same(heap.Borrow(f.A, field), field % 2 == 0 ? f.B : f.A));
                Assert.Equal(field, heap.GetWord(f.A, field));
            }

            heap.Leave(ref f);
        }
    }

    private sealed class Identity : EngineProgram
    {
        private const int Objects = 200;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Assert.Equal(pair, heap.Register(TestTypes.Pair));
            Assert.NotEqual(pair, heap.Register(TestTypes.Leaf));
            heap.ResizeRoots(Objects);
            long[] hashes = new long[Objects];
            for (int index = 0; index < Objects; index++)
            {
                heap.New(ref heap.Root(index), pair);
                hashes[index] = heap.IdentityHash(heap.Root(index));
            }

            CollectAll<THeap, TRef>(heap);
            for (int index = 0; index < Objects; index++)
            {
                Assert.Equal(hashes[index], heap.IdentityHash(heap.Root(index)));
                Assert.Equal(pair, heap.TypeOf(heap.Root(index)));
                Assert.True(heap.SizeOf(heap.Root(index)) > 0);
            }

            Assert.True(hashes.Distinct().Count() > Objects / 2);
            CheckSizes<THeap, TRef>(heap);
            heap.ResizeRoots(0);
        }

        private static void CheckSizes<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            const int Length = 1000;
            TypeHandle words = heap.Register(TestTypes.Words);
            heap.NewArray(ref heap.Root(0), words, 2);
            heap.NewArray(ref heap.Root(1), words, Length + 2);
            Assert.Equal(
                Length * BufferShape.SlotBytes, heap.SizeOf(heap.Root(1)) - heap.SizeOf(heap.Root(0)));
        }
    }
}
