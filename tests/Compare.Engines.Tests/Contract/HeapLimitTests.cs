using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>The heap limit: a clear exception, an intact heap, and life afterwards.</summary>
public sealed class HeapLimitTests
{
    private const long LimitBytes = 8 << 20;

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Exhaustion_is_reported_and_the_heap_stays_intact(string engine)
    {
        if (EnginesUnderTest.TraitsOf(engine).HonoursHeapLimit)
        {
            new Exhaust().RunOn(engine, LimitBytes);
        }
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void An_object_larger_than_the_limit_is_refused(string engine)
    {
        if (EnginesUnderTest.TraitsOf(engine).HonoursHeapLimit)
        {
            new TooLarge().RunOn(engine, LimitBytes);
        }
    }

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_limit_that_holds_the_live_objects_is_enough(string engine)
    {
        if (EnginesUnderTest.TraitsOf(engine) is { HonoursHeapLimit: true, Reclaims: true })
        {
            new Churn().RunOn(engine, LimitBytes);
        }
    }

    private sealed class Exhaust : EngineProgram
    {
        private const int Elements = 1000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.NewArray(ref f.A, heap.Register(TestTypes.Mixed), Elements);
            heap.SetWord(f.A, 0, 0);
            HeapExhaustedException? exhausted = null;
            try
            {
                FillUp<THeap, TRef>(heap, ref f.A);
            }
            catch (HeapExhaustedException exception) when (heap.Unwind(ref f))
            {
                exhausted = exception;
            }

            Assert.NotNull(exhausted);
            Assert.True(exhausted.RequestedBytes >= Elements);
            Assert.Equal(LimitBytes, exhausted.LimitBytes);
            Assert.InRange(exhausted.UsedBytes, 1, LimitBytes);
            Assert.Contains(LimitBytes.ToString(), exhausted.Message, StringComparison.Ordinal);
            CheckChain<THeap, TRef>(heap, ref f.A);
            heap.Clear(ref f.A);
            CollectAll<THeap, TRef>(heap);
            if (Traits.Reclaims)
            {
                heap.NewArray(ref f.A, heap.Register(TestTypes.Mixed), Elements);
                Assert.Equal(Elements, heap.Length(f.A));
            }

            heap.Leave(ref f);
        }

        // A chain of arrays: root → newest → … → first, numbered.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void FillUp<THeap, TRef>(THeap heap, ref TRef root)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            TypeHandle mixed = heap.Register(TestTypes.Mixed);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (long number = 1; number < LimitBytes; number++)
            {
                heap.NewArray(ref f.A, mixed, Elements);
                heap.SetWord(f.A, 0, number);
                heap.Store(f.A, 0, root);
                heap.Copy(ref root, f.A);
            }

            heap.Leave(ref f);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void CheckChain<THeap, TRef>(THeap heap, ref TRef root)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.Copy(ref f.A, root);
            long number = heap.GetWord(f.A, 0);
            Assert.True(number > LimitBytes / (Elements * BufferShape.SlotBytes) / 4);
            while (!heap.IsNull(f.A))
            {
                Assert.Equal(number--, heap.GetWord(f.A, 0));
                Assert.Equal(Elements, heap.Length(f.A));
                heap.Load(ref f.A, f.A, 0);
            }

            Assert.Equal(-1, number);
            heap.Leave(ref f);
        }
    }

    private sealed class TooLarge : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            const int Length = 2 * (int)LimitBytes;
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTypes.Blob));
            heap.ResizeBuffer(ref f.A, 0, 3);
            heap.ItemBytes(f.A, 0)[2] = 5;
            int refused = 0;
            try
            {
                heap.NewArray(ref f.B, heap.Register(TestTypes.Bytes), Length);
            }
            catch (HeapExhaustedException exception) when (heap.Unwind(ref f))
            {
                Assert.True(exception.RequestedBytes >= Length);
                refused++;
            }

            try
            {
                heap.ResizeBuffer(ref f.A, 0, Length);
            }
            catch (HeapExhaustedException) when (heap.Unwind(ref f))
            {
                refused++;
            }

            Assert.Equal(2, refused);
            Assert.True(heap.IsNull(f.B));
            Assert.Equal(3, heap.BufferLength(f.A, 0));
            Assert.Equal(5, heap.ItemBytes(f.A, 0)[2]);
            heap.NewArray(ref f.B, heap.Register(TestTypes.Bytes), 100);
            heap.Leave(ref f);
        }
    }

    private sealed class Churn : EngineProgram
    {
        private const int Length = 100_000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle bytes = heap.Register(TestTypes.Bytes);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (int count = 0; count < 4 * LimitBytes / Length; count++)
            {
                heap.NewArray(ref f.A, bytes, Length);
                heap.ElementBytes(f.A)[Length - 1] = (byte)count;
            }

            heap.Leave(ref f);
        }
    }
}
