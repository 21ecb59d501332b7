using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Checking;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Checking;

/// <summary>Misuse that would corrupt memory is reported with type, field, range and allocation of the object.</summary>
public sealed class ObjectNameTests : MisuseTests
{
    private const string CountingEngine = "cpython";

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_field_out_of_range_names_range_and_allocation_also_after_the_object_moved(string engine) =>
        AssertReported(
            engine,
            new FieldOfMoved(),
            "Store: reference field 2 does not exist, an object of type Pair has 2 here (0 to 1)",
            "; the object is a Pair, allocation 51");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_element_out_of_range_names_range_and_allocation(string engine) =>
        AssertReported(
            engine,
            new ElementOfEmpty(),
            "LoadElement: element 0 does not exist, an object of type Tuple has 0 here (none)",
            "; the object is a Tuple, allocation 1");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_word_out_of_range_names_range_and_allocation(string engine) =>
        AssertReported(
            engine,
            new WordOfSecond(),
            "SetWord: data word -1 does not exist, an object of type Pair has 2 here (0 to 1)",
            "; the object is a Pair, allocation 2");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_item_out_of_range_names_range_and_allocation(string engine) =>
        AssertReported(
            engine,
            new ItemOfList(),
            "BorrowItem: item of buffer 0 6 does not exist, an object of type List has 6 here (0 to 5)",
            "; the object is a List, allocation 1");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_double_free_names_the_object_though_it_is_gone(string engine) =>
        AssertReported(
            engine,
            new FreedTwice(),
            "the owned temporary moved out of 'B' of Locals is used after it was consumed (a Pair, allocation 2)");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_copy_that_outlived_a_collection_names_the_object(string engine) =>
        AssertReported(
            engine,
            new CopyOfCollected(),
            "dead temporary: a copy of 'A' of Locals (a Mortal, allocation 1) is used after Collect after allocation 1");

    [Fact]
    public void A_borrowed_object_that_was_freed_is_named_with_its_place() =>
        AssertReported(
            CountingEngine,
            new BorrowedFromFreed(),
            "dead temporary: the object borrowed from an element of Tuple (index 3) was freed (a Pair, allocation 2)");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_reference_of_another_heap_is_found(string engine)
    {
        Keeper keeper = new();
        RunChecked(engine, keeper);

        AssertReported(
            engine,
            new Intruder(keeper.Kept!),
            "foreign reference: a Pair, allocation 2 of another heap was given to this one");
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_local_with_a_reference_of_another_heap_is_found(string engine)
    {
        Keeper keeper = new();
        RunChecked(engine, keeper);

        AssertReported(
            engine,
            new Smuggler(keeper.Kept!),
            "'B' of Locals was assigned a foreign reference (a Pair, allocation 2 of another heap) without a heap operation");
    }

    private static void RunChecked(string variant, IHeapProgram program)
    {
        using IEngine engine = EnginesUnderTest.Create(variant);
        engine.Execute(new CheckedProgram(program));
    }

    private sealed class FieldOfMoved : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            for (int i = 0; i < 50; i++)
            {
                heap.New(ref f.A, pair);
            }

            heap.New(ref f.B, pair);
            heap.Store(f.A, 1, f.B);
            heap.Clear(ref f.B);
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            heap.Load(ref f.C, f.A, 1);
            NextLineIsWrong();
            heap.Store(f.C, 2, default);
            heap.Leave(ref f);
        }
    }

    private sealed class ElementOfEmpty : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle tuple = heap.Register(TestTypes.Tuple);
            heap.Enter(ref f);
            heap.NewArray(ref f.A, tuple, 0);
            NextLineIsWrong();
            heap.LoadElement(ref f.B, f.A, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class WordOfSecond : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            NextLineIsWrong();
            heap.SetWord(f.B, -1, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class ItemOfList : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle list = heap.Register(TestTypes.List);
            heap.Enter(ref f);
            heap.New(ref f.A, list);
            heap.ResizeBuffer(ref f.A, 0, 6);
            NextLineIsWrong();
            _ = heap.BorrowItem(f.A, 0, 6);
            heap.Leave(ref f);
        }
    }

    private sealed class FreedTwice : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            TRef owned = heap.Move(ref f.B);
            heap.Take(ref f.C, owned);
            heap.Clear(ref f.C);
            NextLineIsWrong();
            heap.Take(ref f.D, owned);
            heap.Leave(ref f);
        }
    }

    private sealed class CopyOfCollected : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle mortal = heap.Register(TestTypes.Mortal);
            heap.Enter(ref f);
            heap.New(ref f.A, mortal);
            TRef kept = f.A;
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            NextLineIsWrong();
            _ = heap.GetWord(kept, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class BorrowedFromFreed : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            TypeHandle tuple = heap.Register(TestTypes.Tuple);
            heap.Enter(ref f);
            heap.NewArray(ref f.A, tuple, 4);
            heap.New(ref f.B, pair);
            heap.StoreElementTake(f.A, 3, heap.Move(ref f.B));
            TRef borrowed = heap.BorrowElement(f.A, 3);
            heap.Clear(ref f.A);
            NextLineIsWrong();
            heap.Copy(ref f.C, borrowed);
            heap.Leave(ref f);
        }
    }

    private sealed class Keeper : IHeapProgram
    {
        public object? Kept { get; private set; }

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            Kept = f.B;
            heap.Leave(ref f);
        }
    }

    private sealed class Intruder(object kept) : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            NextLineIsWrong();
            heap.Store(f.A, 0, (TRef)kept);
            heap.Leave(ref f);
        }
    }

    private sealed class Smuggler(object kept) : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            f.B = (TRef)kept;
            NextLineIsWrong();
            heap.SafePoint();
            heap.Leave(ref f);
        }
    }
}
