using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Engines as a whole: rest, events, work vector, life beside each other, factories.</summary>
public sealed class EngineTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Rest_is_refused_while_a_frame_or_root_is_there(string engine) => new NoRest().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void The_bound_of_pauses_is_one_that_the_collector_can_keep(string engine)
    {
        using IEngine heap = EnginesUnderTest.Create(engine);

        // Who reclaims has a pause, who leaves the dead alone copies the living, and steps come from a module of their own.
        Assert.Equal(heap.Traits.Reclaims, heap.Traits.PauseBound != PauseBound.None);
        Assert.True(heap.Traits.Moving || heap.Traits.PauseBound != PauseBound.LiveObjects);
        Assert.Equal(
            heap.GetType().GetInterfaces().Any(type =>
                type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPyPyGcModule<>)),
            heap.Traits.PauseBound == PauseBound.Step);
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Programs_run_one_after_another_with_rest_between(string engine)
    {
        using IEngine heap = EnginesUnderTest.Create(engine);
        for (int run = 0; run < 3; run++)
        {
            heap.Execute(new Garbage());
            heap.Rest();
            heap.Control.Verify();
            long? objects = heap.Control.Statistics.ObjectCount;
            Assert.True(objects is null or 0);
        }
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Collections_are_logged_on_monotonic_clocks(string engine) => new Logged().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void The_work_vector_is_the_same_for_the_same_program(string engine)
    {
        WorkCount[] first = Work(engine, countWork: true);
        WorkCount[] second = Work(engine, countWork: true);

        Assert.Equal(first, second);
        Assert.Equal(first.Length, first.Select(count => count.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(Work(engine, countWork: false));
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Engines_in_one_process_do_not_disturb_each_other(string engine)
    {
        foreach (string other in EnginesUnderTest.VariantNames)
        {
            new Nested(other).RunBareOn(engine);
        }
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Engines_can_be_made_and_disposed_again_and_again(string engine)
    {
        const int Rounds = 20;
        for (int round = 0; round < Rounds; round++)
        {
            using IEngine heap = EnginesUnderTest.Create(engine);
            heap.Execute(new Garbage());
            heap.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void Engines_on_unmanaged_memory_allocate_nothing_on_the_managed_heap(string engine)
    {
        if (!EnginesUnderTest.TraitsOf(engine).ManagedHeap)
        {
            using IEngine heap = EnginesUnderTest.Create(engine);
            heap.Execute(new Unmanaged());
        }
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void The_factory_describes_the_engine(string engine)
    {
        IEngineFactory factory = EnginesUnderTest.FactoryOf(engine);
        using IEngine heap = EnginesUnderTest.Create(engine);

        Assert.False(string.IsNullOrWhiteSpace(factory.Summary));
        Assert.False(string.IsNullOrWhiteSpace(factory.ModelledOn));
        Assert.Equal(EnginesUnderTest.TraitsOf(engine), heap.Traits);
        Assert.All(factory.Parameters, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Summary)));
        ParameterException exception = Assert.Throws<ParameterException>(
            () => EnginesUnderTest.Create(engine.Split(':', ' ')[0] + ":no-such-key=1"));
        Assert.Contains("no-such-key", exception.Message, StringComparison.Ordinal);
    }

    private static WorkCount[] Work(string engine, bool countWork)
    {
        using IEngine heap = EnginesUnderTest.Create(engine, countWork: countWork);
        heap.Execute(new Garbage());
        return [.. heap.GetWork()];
    }

    private sealed class NoRest : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(1);
            heap.New(ref heap.Root(0), heap.Register(TestTypes.Pair));
            Assert.Throws<InvalidOperationException>(Engine.Rest);
            heap.ResizeRoots(0);
            if (!Traits.ManagedHeap)
            {
                RestInFrame<THeap, TRef>(heap);
            }
        }

        private void RestInFrame<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            Assert.Throws<InvalidOperationException>(Engine.Rest);
            heap.Leave(ref f);
        }
    }

    private sealed class Garbage : IHeapProgram
    {
        private const int Objects = 3_000;
        private const int Kept = 50;

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            TypeHandle list = heap.Register(TestTypes.List);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.D, list);
            heap.ResizeBuffer(ref f.D, 0, Kept);
            for (int count = 0; count < Objects; count++)
            {
                heap.New(ref f.A, pair);
                heap.New(ref f.B, pair);
                heap.SetWord(f.A, 0, count);
                heap.Store(f.A, 0, f.B);
                heap.Store(f.B, 0, f.A);
                heap.StoreItem(f.D, 0, count % Kept, f.A);
            }

            heap.Control.Collect(heap.Control.GenerationCount - 1);
            for (int index = 0; index < Kept; index++)
            {
                Assert.Equal(Objects - Kept + index, heap.GetWord(heap.BorrowItem(f.D, 0, index), 0));
            }

            heap.Leave(ref f);
        }
    }

    private sealed class Logged : EngineProgram
    {
        private const int Collections = 5;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int before = Engine.Events.Count;
            for (int count = 0; count < Collections; count++)
            {
                Drop<THeap, TRef>(heap);
                heap.Control.Collect(heap.Control.GenerationCount - 1);
            }

            int logged = 0;
            for (int index = 0; index < Engine.Events.Count; index++)
            {
                GcEvent entry = Engine.Events[index];
                GcEvent earlier = index == 0 ? entry : Engine.Events[index - 1];
                Assert.True(entry.PauseNanoseconds > 0);
                Assert.True(entry.StartNanoseconds >= earlier.StartNanoseconds);
                Assert.True(entry.AllocatedBytes >= earlier.AllocatedBytes);
                Assert.InRange(entry.AllocatedBytes, 0, heap.Control.Statistics.AllocatedBytes);
                logged += index >= before && entry.Cause == CollectionCause.Explicit ? 1 : 0;
            }

            // A host's heap is shared with other tests, and an incremental collection is logged step by step.
            bool isIncremental = Enumerable.Range(0, Engine.Events.Count)
                .Any(index => Engine.Events[index].Kind == CollectionKind.Increment);
            int most = Traits.ManagedHeap || isIncremental ? int.MaxValue : 2 * Collections;
            Assert.InRange(logged, Traits.Reclaims ? Collections : 0, Traits.Reclaims ? most : 0);
            for (int index = 1; index < Engine.Timeline.Count; index++)
            {
                Assert.True(Engine.Timeline[index].WallNanoseconds >= Engine.Timeline[index - 1].WallNanoseconds);
                Assert.True(Engine.Timeline[index].AllocatedBytes >= Engine.Timeline[index - 1].AllocatedBytes);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Drop<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            heap.Store(f.A, 0, f.A);
            heap.Leave(ref f);
        }
    }

    /// <summary>Runs another engine in the middle of a program.</summary>
    private sealed class Nested(string other) : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Pair));
            heap.SetWord(f.A, 0, 12);
            using (IEngine inner = EnginesUnderTest.Create(other))
            {
                inner.Execute(new Garbage());
            }

            heap.Control.Collect(heap.Control.GenerationCount - 1);
            Assert.Equal(12, heap.GetWord(f.A, 0));
            heap.Leave(ref f);
        }
    }

    private sealed class Unmanaged : IHeapProgram
    {
        private const int Rounds = 30;
        private const int MostBatchesUntilSteady = 5;
        private const int Objects = 2_000;

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            TypeHandle list = heap.Register(TestTypes.List);
            TypeHandle bytes = heap.Register(TestTypes.Bytes);
            Work<THeap, TRef>(heap, pair, list, bytes);
            long managed = long.MaxValue;
            for (int batch = 0; batch < MostBatchesUntilSteady && managed > 0; batch++)
            {
                // The host's compiler allocates tables of its own on this thread once in a while, not in every batch.
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int round = 0; round < Rounds; round++)
                {
                    Work<THeap, TRef>(heap, pair, list, bytes);
                }

                managed = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.Equal(0, managed);
        }

        private static void Work<THeap, TRef>(THeap heap, TypeHandle pair, TypeHandle list, TypeHandle bytes)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.C, list);
            for (int count = 0; count < Objects; count++)
            {
                heap.New(ref f.A, pair);
                heap.Store(f.A, 0, f.B);
                heap.Store(f.A, 1, f.A);
                heap.Take(ref f.B, heap.Move(ref f.A));
                heap.NewArray(ref f.D, bytes, count % 100);
                heap.ResizeBuffer(ref f.C, 0, (count % 64) + 1);
                heap.StoreItem(f.C, 0, 0, f.B);
                if (count % 500 == 0)
                {
                    heap.NewWeak(ref f.D, ref f.B, 0);
                    heap.Clear(ref f.B);
                    heap.ResizeRoots(count);
                }
            }

            heap.ResizeRoots(0);
            heap.Leave(ref f);
            heap.Control.Collect(heap.Control.GenerationCount - 1);
        }
    }
}
