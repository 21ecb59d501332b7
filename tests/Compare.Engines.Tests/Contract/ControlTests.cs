using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>The controls: explicit collections, on and off, thresholds, counts.</summary>
public sealed class ControlTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Each_generation_can_be_collected_and_no_other(string engine) => new Generations().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_collection_returns_what_the_traits_promise(string engine) => new Result().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Automatic_collection_can_be_switched_off_where_promised(string engine) => new Switch().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Thresholds_are_kept_and_checked(string engine) => new Thresholds().RunOn(engine);

    private sealed class Generations : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            IHeapControl control = heap.Control;
            Assert.Equal(Traits.Generations, control.GenerationCount);
            for (int generation = 0; generation < control.GenerationCount; generation++)
            {
                control.Collect(generation);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => control.Collect(control.GenerationCount));
            Assert.Throws<ArgumentOutOfRangeException>(() => control.Collect(-1));
            HeapStatistics before = control.Statistics;
            control.Collect(control.GenerationCount - 1);
            HeapStatistics after = control.Statistics;
            long collections = after.MajorCollections - before.MajorCollections;
            if (Traits.Reclaims)
            {
                // An engine that waits for finalizers may need a second one; a host's heap is shared with other tests.
                Assert.InRange(collections, 1, Traits.ManagedHeap ? long.MaxValue : 2);
            }
            else
            {
                Assert.Equal(0, collections);
            }
        }
    }

    private sealed class Result : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            CollectAll<THeap, TRef>(heap);
            bool automatic = Traits.CanDisable;
            if (automatic)
            {
                heap.Control.AutomaticCollection = false;
            }

            MakeGarbage<THeap, TRef>(heap);
            long? result = heap.Control.Collect(heap.Control.GenerationCount - 1);
            switch (Traits.CollectResult)
            {
                case CollectResult.Nothing:
                    Assert.Null(result);
                    break;
                case CollectResult.UnreachableObjects when automatic:
                    Assert.Equal(2, result);
                    break;
                default:
                    Assert.NotNull(result);
                    break;
            }

            heap.Control.AutomaticCollection = true;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void MakeGarbage<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, pair);
            heap.New(ref f.B, pair);
            heap.Store(f.A, 0, f.B);
            heap.Store(f.B, 0, f.A);
            heap.Leave(ref f);
        }
    }

    private sealed class Switch : EngineProgram
    {
        private const int Objects = 20_000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            IHeapControl control = heap.Control;
            Assert.True(control.AutomaticCollection);
            if (!Traits.CanDisable)
            {
                Assert.Throws<NotSupportedException>(() => control.AutomaticCollection = false);
                return;
            }

            control.AutomaticCollection = false;
            Assert.False(control.AutomaticCollection);
            HeapStatistics before = control.Statistics;
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (int count = 0; count < Objects; count++)
            {
                heap.New(ref f.B, heap.Register(TestTypes.Pair));
                heap.Store(f.B, 0, f.A);
                heap.Take(ref f.A, heap.Move(ref f.B));
            }

            heap.Leave(ref f);
            HeapStatistics after = control.Statistics;
            Assert.True(Traits.Moving || before.MinorCollections == after.MinorCollections, "a full nursery must be emptied");
            Assert.Equal(before.MajorCollections, after.MajorCollections);
            control.AutomaticCollection = true;
            Assert.True(control.AutomaticCollection);
        }
    }

    private sealed class Thresholds : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            IHeapControl control = heap.Control;
            Assert.All(control.Counts, count => Assert.True(count >= 0));
            long[] thresholds = [.. control.Thresholds];
            try
            {
                control.SetThresholds([.. thresholds.Select(Raised)]);
            }
            catch (NotSupportedException)
            {
                return;
            }

            Assert.NotEmpty(thresholds);
            Assert.Equal(thresholds.Select(Raised), control.Thresholds);
            control.SetThresholds(thresholds);
            Assert.Equal(thresholds, control.Thresholds);
            Assert.Throws<ArgumentOutOfRangeException>(() => control.SetThresholds([-1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => control.SetThresholds([.. thresholds, 1]));
            Assert.Equal(thresholds, control.Thresholds);
        }

        // A threshold that an engine has no use for stays 0.
        private static long Raised(long threshold) => threshold == 0 ? 0 : threshold + 1;
    }
}
