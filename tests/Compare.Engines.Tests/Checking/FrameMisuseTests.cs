using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Checking;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Checking;

/// <summary>Frames: left in the wrong order or not at all, not zero, of the wrong shape.</summary>
public sealed class FrameMisuseTests : MisuseTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_frame_that_is_not_zero_is_found(string engine) =>
        AssertReported(engine, new NotZero(), "frame Locals is not all zero at Enter");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_frame_entered_twice_is_found(string engine) =>
        AssertReported(engine, new Twice(), "frame Locals is entered twice");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void Leaving_an_outer_frame_first_is_found(string engine) =>
        AssertReported(engine, new WrongOrder(), "Leave of frame Locals, which is not the innermost one");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void Leaving_a_frame_that_was_not_entered_is_found(string engine) =>
        AssertReported(engine, new NotEntered(), "Leave of frame Locals", "no frame is entered");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_frame_that_was_never_left_is_found_by_the_caller(string engine) =>
        AssertReported(engine, new NeverLeft(), "OtherLocals was never left");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_frame_that_was_never_left_is_found_at_the_end(string engine) =>
        AssertReported(engine, new NeverLeftAtAll(), "frame Locals was never left");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_frame_with_another_field_is_found(string engine) =>
        AssertReported(engine, new WrongShape(), "OddLocals has a field 'Count' that is no reference local");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_frame_without_a_link_is_found(string engine) =>
        AssertReported(engine, new NoLink(), "BareLocals has no FrameLink as its first field");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_root_left_at_the_end_is_found(string engine) =>
        AssertReported(engine, new RootLeft(), "root 1 still holds an object at the end of the program");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_owned_temporary_left_at_the_end_is_found(string engine) =>
        AssertReported(engine, new OwnedLeft(), "moved out of 'A' of Locals was never consumed");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void Undefined_words_and_bytes_show(string engine)
    {
        using IEngine heap = EnginesUnderTest.Create(engine);

        heap.Execute(new CheckedProgram(new ReadsUndefined()));
    }

    public ref struct OtherLocals<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Only;
    }

    public ref struct OddLocals<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Only;
        public long Count;
    }

    public ref struct BareLocals<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public TRef Only;
    }

    private sealed class NotZero : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            f.Link.LocalCount = 1;
            NextLineIsWrong();
            heap.Enter(ref f);
            heap.Leave(ref f);
        }
    }

    private sealed class Twice : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.Enter(ref f);
            heap.Leave(ref f);
        }
    }

    private sealed class WrongOrder : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            OtherLocals<TRef> g = default;
            heap.Enter(ref f);
            heap.Enter(ref g);
            NextLineIsWrong();
            heap.Leave(ref f);
            heap.Leave(ref g);
        }
    }

    private sealed class NotEntered : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            NextLineIsWrong();
            heap.Leave(ref f);
        }
    }

    private sealed class NeverLeft : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            Forget<THeap, TRef>(heap);
            NextLineIsWrong();
            heap.Leave(ref f);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Forget<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            OtherLocals<TRef> g = default;
            heap.Enter(ref g);
            heap.New(ref g.Only, heap.Register(TestTypes.Pair));
        }
    }

    private sealed class NeverLeftAtAll : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
        }
    }

    private sealed class WrongShape : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            OddLocals<TRef> f = default;
            NextLineIsWrong();
            heap.Enter(ref f);
            heap.Leave(ref f);
        }
    }

    private sealed class NoLink : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            BareLocals<TRef> f = default;
            NextLineIsWrong();
            heap.Enter(ref f);
            heap.Leave(ref f);
        }
    }

    private sealed class RootLeft : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(2);
            heap.New(ref heap.Root(1), heap.Register(TestTypes.Pair));
        }
    }

    private sealed class OwnedLeft : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            _ = heap.Move(ref f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class ReadsUndefined : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            const long Undefined = CheckingHeap<THeap, TRef>.UndefinedWord;
            const byte UndefinedByte = CheckingHeap<THeap, TRef>.UndefinedByte;
            TypeHandle table = heap.Register(TestTypes.Table);
            TypeHandle blob = heap.Register(TestTypes.Blob);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            heap.NewArray(ref f.B, heap.Register(TestTypes.Words), 3);
            heap.NewArray(ref f.C, heap.Register(TestTypes.Bytes), 3);
            Assert.Equal(Undefined, heap.GetWord(f.A, 1));
            Assert.Equal(Undefined, heap.GetElementWord(f.B, 2));
            Assert.Equal(UndefinedByte, heap.ElementBytes(f.C)[2]);
            heap.New(ref f.A, table);
            heap.ResizeBuffer(ref f.A, 0, 2);
            Assert.Equal(Undefined, heap.GetItemWord(f.A, 0, 1));
            heap.New(ref f.A, blob);
            heap.ResizeBuffer(ref f.A, 0, 2);
            Assert.Equal(UndefinedByte, heap.ItemBytes(f.A, 0)[1]);
            heap.Leave(ref f);
        }
    }
}
