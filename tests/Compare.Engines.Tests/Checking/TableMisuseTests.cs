using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Checking;

/// <summary>Tables, counters and stored hashes: of the wrong buffer, of no buffer, of impossible sizes.</summary>
public sealed class TableMisuseTests : MisuseTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_table_with_entries_and_no_index_is_found(string engine) =>
        AssertReported(
            engine,
            new NoIndex(),
            "ResizeTable with entries and no index");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_table_with_an_index_and_no_entries_is_found(string engine) =>
        AssertReported(
            engine,
            new NoEntries(),
            "ResizeTable with entries and no index, or an index and no entries");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_negative_number_of_entries_is_found(string engine) =>
        AssertReported(
            engine,
            new NegativeEntries(),
            "ResizeTable with the negative length -5");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_negative_size_of_the_index_is_found(string engine) =>
        AssertReported(
            engine,
            new NegativeIndex(),
            "ResizeTable with the negative length -8");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_table_of_a_buffer_without_an_index_is_found(string engine) =>
        AssertReported(
            engine,
            new NoTable(),
            "ResizeTable does not fit buffer 0 of type List, which has no index");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_table_that_does_not_exist_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchTable(),
            "ResizeTable: buffer 2 does not exist",
            "Dict has 2");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void The_index_of_a_buffer_without_one_is_found(string engine) =>
        AssertReported(
            engine,
            new NoTableIndex(),
            "TableIndex does not fit buffer 0 of type List, which has no index");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_table_that_is_resized_without_its_index_is_found(string engine) =>
        AssertReported(
            engine,
            new PlainResize(),
            "ResizeBuffer does not fit buffer 0, which has an index: use ResizeTable");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_counter_of_a_buffer_without_items_is_found(string engine) =>
        AssertReported(
            engine,
            new NoItems(),
            "SetCount on buffer 0, which has no items");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_counter_of_a_buffer_that_does_not_exist_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchCounter(),
            "GetCount: buffer 1 does not exist");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_second_counter_of_a_buffer_without_index_is_found(string engine) =>
        AssertReported(
            engine,
            new NoFilled(),
            "GetFilled does not fit buffer 0 of type List, which has no index");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_second_counter_of_an_empty_table_is_found(string engine) =>
        AssertReported(
            engine,
            new EmptyFilled(),
            "SetFilled on buffer 0, which has no items");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void The_hash_of_an_object_that_is_no_string_is_found(string engine) =>
        AssertReported(
            engine,
            new NoHash(),
            "GetStoredHash on an object of type Words, which is no string");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_hash_set_on_an_object_that_is_no_string_is_found(string engine) =>
        AssertReported(
            engine,
            new NoHashSet(),
            "SetStoredHash on an object of type Pair, which is no string");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_table_of_a_null_object_is_found(string engine) =>
        AssertReported(
            engine,
            new NullOwner(),
            "GetCount of a null object");

    private sealed class NoIndex : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            NextLineIsWrong();
            heap.ResizeTable(ref f.A, 0, 5, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class NoEntries : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            NextLineIsWrong();
            heap.ResizeTable(ref f.A, 0, 0, 8);
            heap.Leave(ref f);
        }
    }

    private sealed class NegativeEntries : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            NextLineIsWrong();
            heap.ResizeTable(ref f.A, 0, -5, 8);
            heap.Leave(ref f);
        }
    }

    private sealed class NegativeIndex : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            NextLineIsWrong();
            heap.ResizeTable(ref f.A, 0, 5, -8);
            heap.Leave(ref f);
        }
    }

    private sealed class NoTable : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            heap.ResizeTable(ref f.A, 0, 5, 8);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchTable : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            NextLineIsWrong();
            heap.ResizeTable(ref f.A, 2, 5, 8);
            heap.Leave(ref f);
        }
    }

    private sealed class NoTableIndex : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            _ = heap.TableIndex(f.A, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class PlainResize : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            NextLineIsWrong();
            heap.ResizeBuffer(ref f.A, 0, 5);
            heap.Leave(ref f);
        }
    }

    private sealed class NoItems : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            heap.SetCount(f.A, 0, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchCounter : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            _ = heap.GetCount(f.A, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class NoFilled : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            _ = heap.GetFilled(f.A, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class EmptyFilled : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            heap.ResizeTable(ref f.A, 0, TestTables.Entries(8), TestTables.IndexBytes(8));
            heap.ResizeTable(ref f.A, 0, 0, 0);
            NextLineIsWrong();
            heap.SetFilled(f.A, 0, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class NoHash : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.NewArray(ref f.A, heap.Register(TestTypes.Words), 2);
            NextLineIsWrong();
            _ = heap.GetStoredHash(f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class NoHashSet : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            NextLineIsWrong();
            heap.SetStoredHash(f.A, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class NullOwner : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            NextLineIsWrong();
            _ = heap.GetCount(f.A, 0);
            heap.Leave(ref f);
        }
    }
}
