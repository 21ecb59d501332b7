using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Frames: what they hold survives, what they release does not.</summary>
public sealed class FrameTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Locals_survive_collections(string engine) => new LocalsSurvive().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Frames_of_a_deep_recursion_survive_collections(string engine) => new DeepRecursion().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_function_returns_an_owned_temporary(string engine) => new OwnedResult().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void What_a_frame_held_dies_with_it(string engine) => new LeaveReleases().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Unwind_in_a_filter_ends_the_skipped_frames(string engine) => new UnwindSkips().RunOn(engine);

    private sealed class LocalsSurvive : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.SetWord(f.A, 0, 1);
            heap.New(ref f.B, pair);
            heap.SetWord(f.B, 1, 2);
            heap.Copy(ref f.C, f.A);
            for (int generation = 0; generation < heap.Control.GenerationCount; generation++)
            {
                heap.Control.Collect(generation);
                heap.SafePoint();
            }

            Assert.Equal(1, heap.GetWord(f.A, 0));
            Assert.Equal(2, heap.GetWord(f.B, 1));
            Assert.True(heap.Same(f.A, f.C));
            Assert.False(heap.Same(f.A, f.B));
            Assert.True(heap.IsNull(f.D));
            heap.Leave(ref f);
        }
    }

    private sealed class DeepRecursion : EngineProgram
    {
        private const int Depth = 500;

        public override void Run<THeap, TRef>(THeap heap) =>
            Descend<THeap, TRef>(heap, heap.Register(TestTypes.Pair), Depth);

        private static void Descend<THeap, TRef>(THeap heap, TypeHandle pair, int depth)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.B, pair);
            heap.SetWord(f.B, 0, depth);
            if (depth == 0)
            {
                CollectAll<THeap, TRef>(heap);
            }
            else
            {
                Descend<THeap, TRef>(heap, pair, depth - 1);
            }

            Assert.Equal(depth, heap.GetWord(f.B, 0));
            heap.Leave(ref f);
        }
    }

    private sealed class OwnedResult : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.Take(ref f.A, Make<THeap, TRef>(heap, pair));
            TRef made = Make<THeap, TRef>(heap, pair);
            heap.StoreTake(f.A, 0, made);
            CollectAll<THeap, TRef>(heap);
            Assert.Equal(7, heap.GetWord(f.A, 0));
            Assert.Equal(7, heap.GetWord(heap.Borrow(f.A, 0), 0));
            heap.Leave(ref f);
        }

        private static TRef Make<THeap, TRef>(THeap heap, TypeHandle pair)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.SetWord(f.A, 0, 7);
            TRef result = heap.Move(ref f.A);
            heap.Leave(ref f);
            return result;
        }
    }

    private sealed class LeaveReleases : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(1);
            Make<THeap, TRef>(heap);
            CollectUntil<THeap, TRef>(heap, () => IsDead<THeap, TRef>(heap));
            Assert.Equal(Traits.Reclaims, IsDead<THeap, TRef>(heap));
            heap.ResizeRoots(0);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Make<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            heap.NewWeak(ref heap.Root(0), ref f.A, 0);
            heap.Leave(ref f);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static bool IsDead<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.LoadWeak(ref f.A, heap.Root(0));
            bool dead = heap.IsNull(f.A);
            heap.Leave(ref f);
            return dead;
        }
    }

    private sealed class UnwindSkips : EngineProgram
    {
        private const int Depth = 40;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.SetWord(f.A, 0, 3);
            bool caught = false;
            try
            {
                Descend<THeap, TRef>(heap, pair, Depth);
            }
            catch (InvalidOperationException) when (heap.Unwind(ref f))
            {
                caught = true;
            }

            Assert.True(caught);
            CollectAll<THeap, TRef>(heap);
            heap.New(ref f.B, pair);
            Assert.Equal(3, heap.GetWord(f.A, 0));
            heap.Leave(ref f);
        }

        private static void Descend<THeap, TRef>(THeap heap, TypeHandle pair, int depth)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            if (depth == 0)
            {
                throw new InvalidOperationException("deep inside");
            }

            Descend<THeap, TRef>(heap, pair, depth - 1);
            heap.Leave(ref f);
        }
    }
}
