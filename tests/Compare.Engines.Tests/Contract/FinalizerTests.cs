using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Finalizers: at most once, in the promised order, with resurrection.</summary>
public sealed class FinalizerTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_finalizer_runs_once_for_a_dead_object_and_never_for_a_live_one(string engine) =>
        new Once().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_resurrected_object_is_whole_and_is_not_finalized_again(string engine) =>
        new Resurrection().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_finalizer_may_allocate(string engine) => new Allocating().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_chain_is_finalized_in_the_promised_order(string engine) => new Order().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_weak_reference_is_cleared_before_the_finalizer_or_not_as_promised(string engine) =>
        new WeakInFinalizer().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_dead_cycle_is_finalized_where_cycles_are_reclaimed(string engine) => new Cycle().RunOn(engine);

    private static bool Finalizes(EngineTraits traits) => traits.FinalizerOrder != FinalizerOrder.None;

    private abstract class MortalProgram : EngineProgram
    {
        /// <summary>Makes a mortal with a number in a root.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        protected static void Make<THeap, TRef>(THeap heap, int root, long number)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.New(ref heap.Root(root), heap.Register(TestTypes.Mortal));
            heap.SetWord(heap.Root(root), 0, number);
        }
    }

    private sealed class Once : MortalProgram
    {
        private const int Objects = 20;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int[] runs = new int[Objects];
            heap.SetFinalizer(
                heap.Register(TestTypes.Mortal), (ref TRef self) => runs[heap.GetWord(self, 0)]++);
            heap.ResizeRoots(Objects);
            for (int number = 0; number < Objects; number++)
            {
                Make<THeap, TRef>(heap, number, number);
            }

            CollectAll<THeap, TRef>(heap);
            Assert.All(runs, count => Assert.Equal(0, count));
            for (int number = 0; number < Objects; number += 2)
            {
                heap.Clear(ref heap.Root(number));
            }

            if (Traits.Prompt)
            {
                Assert.Equal(Objects / 2, runs.Sum());
            }

            CollectUntil<THeap, TRef>(heap, () => runs.Sum() == Objects / 2);
            CollectAll<THeap, TRef>(heap);
            for (int number = 0; number < Objects; number++)
            {
                Assert.Equal(Finalizes(Traits) && number % 2 == 0 ? 1 : 0, runs[number]);
            }

            heap.ResizeRoots(0);
            CollectUntil<THeap, TRef>(heap, () => runs.Sum() == Objects);
            Assert.All(runs, count => Assert.Equal(Finalizes(Traits) ? 1 : 0, count));
        }
    }

    private sealed class Resurrection : MortalProgram
    {
        private const int Self = 1;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int runs = 0;
            heap.SetFinalizer(
                heap.Register(TestTypes.Mortal),
                (ref TRef self) =>
                {
                    runs++;
                    heap.Copy(ref heap.Root(Self), self);
                });
            heap.ResizeRoots(2);
            MakeOwner<THeap, TRef>(heap);
            heap.Clear(ref heap.Root(0));
            CollectUntil<THeap, TRef>(heap, () => runs > 0);
            if (Finalizes(Traits))
            {
                CollectAll<THeap, TRef>(heap);
                Assert.Equal(1, runs);
                Check<THeap, TRef>(heap);
                heap.Clear(ref heap.Root(Self));
                CollectAll<THeap, TRef>(heap);
                Assert.Equal(1, runs);
                Assert.True(heap.IsNull(heap.Root(Self)));
            }

            heap.ResizeRoots(0);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void MakeOwner<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            Make<THeap, TRef>(heap, 0, 31);
            heap.New(ref f.A, heap.Register(TestTypes.Leaf));
            heap.SetWord(f.A, 0, 32);
            heap.Store(heap.Root(0), 0, f.A);
            heap.Leave(ref f);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Check<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Assert.Equal(31, heap.GetWord(heap.Root(Self), 0));
            Assert.Equal(32, heap.GetWord(heap.Borrow(heap.Root(Self), 0), 0));
        }
    }

    private sealed class Allocating : MortalProgram
    {
        private const int Allocations = 500;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle tuple = heap.Register(TestTypes.Tuple);
            int runs = 0;
            heap.SetFinalizer(
                heap.Register(TestTypes.Mortal),
                (ref TRef self) =>
                {
                    Locals<TRef> g = default;
                    heap.Enter(ref g);
                    for (int count = 0; count < Allocations; count++)
                    {
                        heap.NewArray(ref g.A, tuple, 10);
                        heap.StoreElement(g.A, 0, self);
                    }

                    heap.Store(self, 1, g.A);
                    heap.StoreElement(g.A, 0, default);
                    heap.Leave(ref g);
                    Assert.Equal(8, heap.GetWord(self, 0));
                    runs++;
                });
            heap.ResizeRoots(1);
            Make<THeap, TRef>(heap, 0, 8);
            heap.Clear(ref heap.Root(0));
            CollectUntil<THeap, TRef>(heap, () => runs > 0);
            Assert.Equal(Finalizes(Traits) ? 1 : 0, runs);
            heap.ResizeRoots(0);
        }
    }

    private sealed class Order : MortalProgram
    {
        private const int Length = 3;

        public override void Run<THeap, TRef>(THeap heap)
        {
            List<long> order = [];
            heap.SetFinalizer(
                heap.Register(TestTypes.Mortal), (ref TRef self) => order.Add(heap.GetWord(self, 0)));
            heap.ResizeRoots(2);
            MakeChain<THeap, TRef>(heap);
            heap.Clear(ref heap.Root(0));
            CollectUntil<THeap, TRef>(heap, () => order.Count == Length);
            long[] expected = Traits.FinalizerOrder switch
            {
                FinalizerOrder.None => [],
                FinalizerOrder.ByCount or FinalizerOrder.Topological => [3, 2, 1],
                FinalizerOrder.Allocation => [1, 2, 3],
                _ => [.. order],
            };
            Assert.Equal(expected, order);
            Assert.Equal(Finalizes(Traits) ? Length : 0, order.Distinct().Count());
            heap.ResizeRoots(0);
        }

        // Allocated 1, 2, 3; 3 owns 2, which owns 1.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void MakeChain<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int number = 1; number <= Length; number++)
            {
                Make<THeap, TRef>(heap, 1, number);
                heap.Store(heap.Root(1), 0, heap.Root(0));
                heap.Take(ref heap.Root(0), heap.Move(ref heap.Root(1)));
            }
        }
    }

    private sealed class WeakInFinalizer : MortalProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            bool? cleared = null;
            heap.SetFinalizer(
                heap.Register(TestTypes.Mortal),
                (ref TRef _) =>
                {
                    Locals<TRef> g = default;
                    heap.Enter(ref g);
                    heap.LoadWeak(ref g.A, heap.Root(1));
                    cleared = heap.IsNull(g.A);
                    heap.Leave(ref g);
                });
            heap.ResizeRoots(2);
            MakeWeak<THeap, TRef>(heap);
            heap.Clear(ref heap.Root(0));
            CollectUntil<THeap, TRef>(heap, () => cleared is not null);
            Assert.Equal(Traits.ReclaimsCycles && Finalizes(Traits) ? Traits.WeakClearedBeforeFinalizer : null, cleared);
            heap.ResizeRoots(0);
        }

        // A cycle, so that counting engines find it by a full collection too.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void MakeWeak<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Make<THeap, TRef>(heap, 0, 1);
            heap.Store(heap.Root(0), 0, heap.Root(0));
            heap.NewWeak(ref heap.Root(1), ref heap.Root(0), 0);
        }
    }

    private sealed class Cycle : MortalProgram
    {
        private const int Length = 5;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int runs = 0;
            heap.SetFinalizer(heap.Register(TestTypes.Mortal), (ref TRef _) => runs++);
            heap.ResizeRoots(Length);
            MakeCycle<THeap, TRef>(heap);
            heap.ResizeRoots(0);
            CollectUntil<THeap, TRef>(heap, () => runs == Length);
            Assert.Equal(Traits.ReclaimsCycles && Finalizes(Traits) ? Length : 0, runs);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void MakeCycle<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int number = 0; number < Length; number++)
            {
                Make<THeap, TRef>(heap, number, number);
            }

            for (int number = 0; number < Length; number++)
            {
                heap.Store(heap.Root(number), 0, heap.Root((number + 1) % Length));
            }
        }
    }
}
