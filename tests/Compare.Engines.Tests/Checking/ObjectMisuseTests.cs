using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Checking;

/// <summary>Objects: null, of the wrong type, indexed out of range.</summary>
public sealed class ObjectMisuseTests : MisuseTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_null_object_is_found(string engine) =>
        AssertReported(
            engine,
            new NullObject(),
            "SetWord of a null object");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_field_out_of_range_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchField(),
            "Store: reference field 2 does not exist",
            "Pair has 2");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_negative_field_is_found(string engine) =>
        AssertReported(
            engine,
            new NegativeField(),
            "Load: reference field -1 does not exist");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_word_out_of_range_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchWord(),
            "GetWord: data word 2 does not exist",
            "Pair has 2");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_element_out_of_range_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchElement(),
            "StoreElement: element 3 does not exist",
            "Tuple has 3");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_operation_on_elements_of_another_kind_is_found(string engine) =>
        AssertReported(
            engine,
            new WrongElements(),
            "GetElementWord does not fit type Bytes");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void The_length_of_a_type_without_elements_is_found(string engine) =>
        AssertReported(
            engine,
            new NoElements(),
            "Length does not fit type Pair");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_buffer_out_of_range_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchBuffer(),
            "ResizeBuffer: buffer 1 does not exist",
            "List has 1");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_item_out_of_range_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchItem(),
            "StoreItem: item of buffer 0 4 does not exist",
            "List has 4");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_item_of_another_kind_is_found(string engine) =>
        AssertReported(
            engine,
            new WrongItem(),
            "SetItemWord does not fit buffer 0 of type List");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void The_bytes_of_a_buffer_of_references_are_found(string engine) =>
        AssertReported(
            engine,
            new WrongBytes(),
            "ItemBytes does not fit buffer 0");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void New_of_an_array_type_is_found(string engine) =>
        AssertReported(
            engine,
            new NewOfArray(),
            "New does not fit type Tuple");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void NewArray_of_a_type_without_elements_is_found(string engine) =>
        AssertReported(
            engine,
            new NewArrayOfPair(),
            "NewArray does not fit type Pair");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_negative_length_is_found(string engine) =>
        AssertReported(
            engine,
            new NegativeLength(),
            "NewArray of Tuple with the negative length -1");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_negative_buffer_length_is_found(string engine) =>
        AssertReported(
            engine,
            new NegativeBuffer(),
            "ResizeBuffer with the negative length -4");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_foreign_type_handle_is_found(string engine) =>
        AssertReported(
            engine,
            new ForeignHandle(),
            "New was given a type handle",
            "not registered");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_weak_reference_to_a_type_without_the_trait_is_found(string engine) =>
        AssertReported(
            engine,
            new NoWeakTrait(),
            "NewWeak needs a type with the trait WeaklyReferenceable",
            "Leaf");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_finalizer_on_a_type_without_the_trait_is_found(string engine) =>
        AssertReported(
            engine,
            new NoFinalizerTrait(),
            "SetFinalizer needs a type with the trait Finalizable",
            "Pair");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void LoadWeak_of_a_plain_object_is_found(string engine) =>
        AssertReported(
            engine,
            new NoWeak(),
            "LoadWeak needs a weak reference",
            "Pair");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_field_of_a_weak_reference_is_found(string engine) =>
        AssertReported(
            engine,
            new FieldOfWeak(),
            "Load does not fit a weak reference");

    private sealed class NullObject : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.SetWord(f.A, 0, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchField : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            NextLineIsWrong();
            heap.Store(f.A, 2, f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class NegativeField : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            NextLineIsWrong();
            heap.Load(ref f.B, f.A, -1);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchWord : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            NextLineIsWrong();
            _ = heap.GetWord(f.A, 2);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchElement : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.NewArray(ref f.A, heap.Register(TestTypes.Tuple), 3);
            NextLineIsWrong();
            heap.StoreElement(f.A, 3, f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class WrongElements : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.NewArray(ref f.A, heap.Register(TestTypes.Bytes), 3);
            NextLineIsWrong();
            _ = heap.GetElementWord(f.A, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class NoElements : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            NextLineIsWrong();
            _ = heap.Length(f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchBuffer : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            heap.ResizeBuffer(ref f.A, 1, 4);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchItem : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            heap.ResizeBuffer(ref f.A, 0, 4);
            NextLineIsWrong();
            heap.StoreItem(f.A, 0, 4, f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class WrongItem : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            heap.ResizeBuffer(ref f.A, 0, 4);
            NextLineIsWrong();
            heap.SetItemWord(f.A, 0, 0, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class WrongBytes : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            _ = heap.ItemBytes(f.A, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class NewOfArray : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.New(ref f.A, heap.Register(TestTypes.Tuple));
            heap.Leave(ref f);
        }
    }

    private sealed class NewArrayOfPair : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.NewArray(ref f.A, pair, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class NegativeLength : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.NewArray(ref f.A, heap.Register(TestTypes.Tuple), -1);
            heap.Leave(ref f);
        }
    }

    private sealed class NegativeBuffer : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.List));
            NextLineIsWrong();
            heap.ResizeBuffer(ref f.A, 0, -4);
            heap.Leave(ref f);
        }
    }

    private sealed class ForeignHandle : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.New(ref f.A, new TypeHandle(pair.Value + 1));
            heap.Leave(ref f);
        }
    }

    private sealed class NoWeakTrait : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Leaf));
            NextLineIsWrong();
            heap.NewWeak(ref f.B, ref f.A, 0);
            heap.Leave(ref f);
        }
    }

    private sealed class NoFinalizerTrait : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.SetFinalizer(pair, (ref TRef _) => { });
            heap.Leave(ref f);
        }
    }

    private sealed class NoWeak : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            NextLineIsWrong();
            heap.LoadWeak(ref f.B, f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class FieldOfWeak : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.NewWeak(ref f.B, ref f.A, 0);
            NextLineIsWrong();
            heap.Load(ref f.C, f.B, 0);
            heap.Leave(ref f);
        }
    }
}
