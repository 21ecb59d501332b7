using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Checking;

/// <summary>Temporaries: dead, leaked, consumed twice, of the wrong kind.</summary>
public sealed class TemporaryMisuseTests : MisuseTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_copy_of_a_local_kept_across_an_allocation_is_dead(string engine) =>
        AssertReported(
            engine,
            new CopyAcrossAllocation(),
            "dead temporary",
            "a copy of 'A' of Locals",
            "New of Pair (allocation 2)");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_copy_of_a_local_kept_across_a_safe_point_is_dead(string engine) =>
        AssertReported(
            engine,
            new CopyAcrossSafePoint(),
            "dead temporary",
            "'A' of Locals",
            "SafePoint");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_copy_of_a_local_kept_across_a_collection_is_dead(string engine) =>
        AssertReported(
            engine,
            new CopyAcrossCollection(),
            "dead temporary",
            "'A' of Locals",
            "Collect");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_copy_of_a_local_dies_when_the_local_is_overwritten(string engine) =>
        AssertReported(
            engine,
            new CopyOfOverwritten(),
            "dead temporary",
            "'A' of Locals",
            "overwritten");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_borrowed_field_kept_across_an_allocation_is_dead(string engine) =>
        AssertReported(
            engine,
            new BorrowAcrossAllocation(),
            "dead temporary",
            "field 1 of Pair",
            "New of Pair (allocation 3)");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_borrowed_field_dies_when_the_field_is_overwritten(string engine) =>
        AssertReported(
            engine,
            new BorrowOfOverwrittenField(),
            "dead temporary",
            "field 1 of Pair",
            "overwritten");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_owned_temporary_must_be_consumed_before_the_next_allocation(string engine) =>
        AssertReported(
            engine,
            new OwnedLeaked(),
            "owned temporary",
            "moved out of 'A' of Locals",
            "never consumed");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_owned_temporary_cannot_be_consumed_twice(string engine) =>
        AssertReported(
            engine,
            new OwnedTwice(),
            "owned temporary",
            "moved out of 'A' of Locals",
            "after it was consumed");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_owned_temporary_is_dead_after_an_allocation(string engine) =>
        AssertReported(
            engine,
            new OwnedAcrossAllocation(),
            "dead temporary",
            "'A' of Locals",
            "New of Pair (allocation 3)");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_borrowed_temporary_cannot_be_consumed(string engine) =>
        AssertReported(
            engine,
            new BorrowedConsumed(),
            "Take consumes an owned temporary",
            "borrowed from field 0 of Pair");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_copy_of_a_local_cannot_be_consumed(string engine) =>
        AssertReported(
            engine,
            new LocalConsumed(),
            "StoreTake consumes an owned temporary",
            "copy of 'B' of Locals");

    private sealed class CopyAcrossAllocation : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            TRef kept = f.A;
            heap.New(ref f.B, pair);
            NextLineIsWrong();
            heap.SetWord(kept, 0, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class CopyAcrossSafePoint : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            TRef kept = f.A;
            heap.SafePoint();
            NextLineIsWrong();
            heap.Copy(ref f.B, kept);
            heap.Leave(ref f);
        }
    }

    private sealed class CopyAcrossCollection : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            TRef kept = f.A;
            heap.Control.Collect(0);
            NextLineIsWrong();
            _ = heap.IdentityHash(kept);
            heap.Leave(ref f);
        }
    }

    private sealed class CopyOfOverwritten : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            TRef kept = f.A;
            heap.Copy(ref f.A, f.B);
            NextLineIsWrong();
            _ = heap.IsNull(kept);
            heap.Leave(ref f);
        }
    }

    private sealed class BorrowAcrossAllocation : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            heap.Store(f.A, 1, f.B);
            TRef borrowed = heap.Borrow(f.A, 1);
            heap.New(ref f.C, pair);
            NextLineIsWrong();
            heap.Copy(ref f.D, borrowed);
            heap.Leave(ref f);
        }
    }

    private sealed class BorrowOfOverwrittenField : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            heap.Store(f.A, 1, f.B);
            TRef borrowed = heap.Borrow(f.A, 1);
            heap.Store(f.A, 1, default);
            NextLineIsWrong();
            heap.Copy(ref f.D, borrowed);
            heap.Leave(ref f);
        }
    }

    private sealed class OwnedLeaked : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            _ = heap.Move(ref f.A);
            NextLineIsWrong();
            heap.New(ref f.B, pair);
            heap.Leave(ref f);
        }
    }

    private sealed class OwnedTwice : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            TRef owned = heap.Move(ref f.A);
            heap.Take(ref f.B, owned);
            NextLineIsWrong();
            heap.Take(ref f.C, owned);
            heap.Leave(ref f);
        }
    }

    private sealed class OwnedAcrossAllocation : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            TRef owned = heap.Move(ref f.A);
            heap.StoreTake(f.B, 0, owned);
            heap.New(ref f.C, pair);
            NextLineIsWrong();
            heap.Store(f.C, 0, owned);
            heap.Leave(ref f);
        }
    }

    private sealed class BorrowedConsumed : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            heap.Store(f.A, 0, f.B);
            NextLineIsWrong();
            heap.Take(ref f.C, heap.Borrow(f.A, 0));
            heap.Leave(ref f);
        }
    }

    private sealed class LocalConsumed : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            NextLineIsWrong();
            heap.StoreTake(f.A, 0, f.B);
            heap.Leave(ref f);
        }
    }
}
