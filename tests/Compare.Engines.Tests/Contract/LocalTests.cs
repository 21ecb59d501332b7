using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Locals and temporaries: copied, moved, taken, cleared, counted.</summary>
public sealed class LocalTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Locals_are_copied_moved_taken_and_cleared(string engine) => new Handling().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_fresh_local_is_null(string engine) => new Nulls().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void References_are_counted_where_the_engine_counts(string engine) => new Counting().RunOn(engine);

    private sealed class Handling : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.SetWord(f.A, 0, 1);
            heap.New(ref f.B, pair);
            heap.SetWord(f.B, 0, 2);

            heap.Copy(ref f.A, f.A);
            Assert.Equal(1, heap.GetWord(f.A, 0));
            heap.Take(ref f.C, heap.Move(ref f.A));
            Assert.True(heap.IsNull(f.A));
            Assert.Equal(1, heap.GetWord(f.C, 0));
            heap.Take(ref f.C, heap.Move(ref f.B));
            Assert.Equal(2, heap.GetWord(f.C, 0));
            heap.Take(ref f.C, heap.Move(ref f.C));
            Assert.Equal(2, heap.GetWord(f.C, 0));
            heap.Take(ref f.D, heap.Move(ref f.A));
            Assert.True(heap.IsNull(f.D));
            heap.Copy(ref f.D, f.C);
            heap.Clear(ref f.C);
            heap.Clear(ref f.C);
            CollectAll<THeap, TRef>(heap);
            Assert.True(heap.IsNull(f.C));
            Assert.Equal(2, heap.GetWord(f.D, 0));
            heap.Leave(ref f);
        }
    }

    private sealed class Nulls : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            Assert.True(heap.IsNull(f.A));
            Assert.True(heap.IsNull(default));
            Assert.True(heap.Same(f.A, f.B));
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            Assert.False(heap.IsNull(f.A));
            Assert.False(heap.Same(f.A, f.B));
            Assert.True(heap.IsNull(heap.Borrow(f.A, 0)));
            Assert.True(heap.IsNull(heap.Borrow(f.A, 1)));
            heap.Leave(ref f);
        }
    }

    private sealed class Counting : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            AssertCount(1, heap.ReferenceCount(f.A));
            heap.Copy(ref f.B, f.A);
            AssertCount(2, heap.ReferenceCount(f.A));
            heap.Store(f.A, 0, f.A);
            heap.Store(f.A, 0, f.A);
            AssertCount(3, heap.ReferenceCount(f.A));
            heap.Load(ref f.C, f.A, 0);
            AssertCount(4, heap.ReferenceCount(heap.Borrow(f.A, 0)));
            heap.Take(ref f.D, heap.Move(ref f.C));
            AssertCount(4, heap.ReferenceCount(f.A));
            heap.StoreTake(f.A, 1, heap.Move(ref f.D));
            AssertCount(4, heap.ReferenceCount(f.A));
            heap.Store(f.A, 0, default);
            heap.Store(f.A, 1, default);
            heap.Clear(ref f.B);
            AssertCount(1, heap.ReferenceCount(f.A));
            heap.Leave(ref f);
        }

        private void AssertCount(long expected, long? count) =>
            Assert.Equal(Traits.CountsReferences ? expected : null, count);
    }
}
