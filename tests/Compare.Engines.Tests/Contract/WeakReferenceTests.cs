using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Weak references: they follow the living, forget the dead, and say so once.</summary>
public sealed class WeakReferenceTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_weak_reference_follows_a_live_target(string engine) => new LiveTarget().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_dead_target_is_forgotten_and_the_callback_called_once(string engine) => new DeadTarget().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_dead_weak_reference_is_not_called(string engine) => new DeadWeak().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_callback_may_allocate(string engine) => new AllocatingCallback().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_type_without_the_trait_is_refused(string engine) => new NoTrait().RunBareOn(engine);

    /// <summary>Programs with a target behind root 0 and a weak reference in root 1.</summary>
    private abstract class WeakProgram : EngineProgram
    {
        protected const int Target = 0;
        protected const int Weak = 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        protected static void Make<THeap, TRef>(THeap heap, long tag)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.New(ref heap.Root(Target), heap.Register(TestTypes.Pair));
            heap.SetWord(heap.Root(Target), 0, tag);
            heap.NewWeak(ref heap.Root(Weak), ref heap.Root(Target), tag);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        protected static bool IsDead<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.LoadWeak(ref f.A, heap.Root(Weak));
            bool dead = heap.IsNull(f.A);
            heap.Leave(ref f);
            return dead;
        }
    }

    private sealed class LiveTarget : WeakProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            int calls = 0;
            heap.SetWeakCallback((ref TRef _, long _) => calls++);
            heap.ResizeRoots(2);
            Make<THeap, TRef>(heap, tag: 9);
            CollectAll<THeap, TRef>(heap);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.LoadWeak(ref f.A, heap.Root(Weak));
            Assert.True(heap.Same(f.A, heap.Root(Target)));
            Assert.Equal(9, heap.GetWord(f.A, 0));
            heap.Leave(ref f);
            Assert.Equal(0, calls);
            heap.Clear(ref heap.Root(Weak));
            heap.ResizeRoots(0);
        }
    }

    private sealed class DeadTarget : WeakProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            List<long> tags = [];
            heap.SetWeakCallback((ref TRef weak, long tag) =>
            {
                Assert.False(heap.IsNull(weak));
                tags.Add(tag);
            });
            heap.ResizeRoots(2);
            Make<THeap, TRef>(heap, tag: 42);
            Assert.False(IsDead<THeap, TRef>(heap));
            heap.Clear(ref heap.Root(Target));
            if (Traits.Prompt)
            {
                Assert.True(IsDead<THeap, TRef>(heap));
                Assert.Equal([42L], tags);
            }

            CollectUntil<THeap, TRef>(heap, () => tags.Count > 0);
            CollectAll<THeap, TRef>(heap);
            Assert.Equal(Traits.Reclaims, IsDead<THeap, TRef>(heap));
            Assert.Equal(Traits.Delivery == CallbackDelivery.Never ? [] : [42L], tags);
            heap.ResizeRoots(0);
        }
    }

    private sealed class DeadWeak : WeakProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            int calls = 0;
            heap.SetWeakCallback((ref TRef _, long _) => calls++);
            heap.ResizeRoots(2);
            Make<THeap, TRef>(heap, tag: 1);
            heap.Clear(ref heap.Root(Weak));
            CollectAll<THeap, TRef>(heap);
            heap.Clear(ref heap.Root(Target));
            CollectUntil<THeap, TRef>(heap, () => calls > 0);
            Assert.Equal(0, calls);
            heap.ResizeRoots(0);
        }
    }

    private sealed class AllocatingCallback : WeakProgram
    {
        private const int Made = 2;
        private const int Allocations = 200;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            int calls = 0;
            heap.SetWeakCallback((ref TRef _, long tag) =>
            {
                Locals<TRef> g = default;
                heap.Enter(ref g);
                for (int count = 0; count < Allocations; count++)
                {
                    heap.New(ref g.A, pair);
                    heap.SetWord(g.A, 0, tag);
                }

                heap.Copy(ref heap.Root(Made), g.A);
                heap.Leave(ref g);
                calls++;
            });
            heap.ResizeRoots(Made + 1);
            Make<THeap, TRef>(heap, tag: 77);
            heap.Clear(ref heap.Root(Target));
            CollectUntil<THeap, TRef>(heap, () => calls > 0);
            if (Traits.Delivery != CallbackDelivery.Never)
            {
                Assert.Equal(1, calls);
                CollectAll<THeap, TRef>(heap);
                Assert.Equal(77, heap.GetWord(heap.Root(Made), 0));
            }

            heap.ResizeRoots(0);
        }
    }

    private sealed class NoTrait : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(2);
            heap.New(ref heap.Root(0), heap.Register(TestTypes.Leaf));
            Assert.Throws<InvalidOperationException>(() => heap.NewWeak(ref heap.Root(1), ref heap.Root(0), 0));
            TypeHandle leaf = heap.Register(TestTypes.Leaf);
            Assert.Throws<InvalidOperationException>(() => heap.SetFinalizer(leaf, (ref TRef _) => { }));
            heap.ResizeRoots(0);
        }
    }
}
