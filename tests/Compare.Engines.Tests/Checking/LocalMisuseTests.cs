using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Checking;

/// <summary>Locals: assigned behind the heap's back, or no locals at all.</summary>
public sealed class LocalMisuseTests : MisuseTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_assignment_between_locals_is_found(string engine) =>
        AssertReported(
            engine,
            new AssignedLocal(),
            "'B' of Locals was assigned the value of 'A' of Locals without a heap operation");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void Assigning_null_to_a_local_is_found(string engine) =>
        AssertReported(
            engine,
            new NullAssigned(),
            "'A' of Locals was assigned null without a heap operation");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void An_assignment_to_a_root_is_found(string engine) =>
        AssertReported(
            engine,
            new AssignedRoot(),
            "root 1 was assigned the value of 'A' of Locals without a heap operation");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_variable_outside_a_frame_is_no_local(string engine) =>
        AssertReported(
            engine,
            new NoLocal(),
            "New was given a variable that is no local");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_root_slot_is_no_local_after_the_area_was_resized(string engine) =>
        AssertReported(
            engine,
            new OldRoot(),
            "New was given a variable that is no local");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_copy_of_a_root_kept_across_an_allocation_is_dead(string engine) =>
        AssertReported(
            engine,
            new CopyOfRoot(),
            "dead temporary",
            "a copy of root 3");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_root_that_does_not_exist_is_found(string engine) =>
        AssertReported(
            engine,
            new NoSuchRoot(),
            "root 2 does not exist",
            "2 slots");

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_negative_root_area_is_found(string engine) =>
        AssertReported(
            engine,
            new NegativeRoots(),
            "ResizeRoots to -1");

    private sealed class AssignedLocal : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            f.B = f.A;
            NextLineIsWrong();
            heap.SafePoint();
            heap.Leave(ref f);
        }
    }

    private sealed class NullAssigned : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            f.A = default;
            NextLineIsWrong();
            heap.New(ref f.A, pair);
            heap.Leave(ref f);
        }
    }

    private sealed class AssignedRoot : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.ResizeRoots(2);
            heap.New(ref f.A, pair);
            heap.Root(1) = f.A;
            NextLineIsWrong();
            heap.SafePoint();
            heap.Leave(ref f);
        }
    }

    private sealed class NoLocal : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            TRef variable = default;
            NextLineIsWrong();
            heap.New(ref variable, pair);
            heap.Leave(ref f);
        }
    }

    private sealed class OldRoot : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.ResizeRoots(2);
            ref TRef slot = ref heap.Root(1);
            heap.ResizeRoots(3);
            NextLineIsWrong();
            heap.New(ref slot, pair);
            heap.Leave(ref f);
        }
    }

    private sealed class CopyOfRoot : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            TypeHandle pair = heap.Register(TestTypes.Pair);
            heap.Enter(ref f);
            heap.ResizeRoots(4);
            heap.New(ref heap.Root(3), pair);
            TRef kept = heap.Root(3);
            heap.New(ref f.A, pair);
            NextLineIsWrong();
            heap.SetWord(kept, 0, 1);
            heap.Leave(ref f);
        }
    }

    private sealed class NoSuchRoot : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.ResizeRoots(2);
            NextLineIsWrong();
            heap.Clear(ref heap.Root(2));
            heap.Leave(ref f);
        }
    }

    private sealed class NegativeRoots : MisusingProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            NextLineIsWrong();
            heap.ResizeRoots(-1);
            heap.Leave(ref f);
        }
    }
}
