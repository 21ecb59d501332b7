using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Engine;

/// <summary>PyPy's own bound of the heap: the first time a plea, the second time the end.</summary>
public sealed class MaxHeapTests
{
    private const long Bound = 4 << 20;

    [Fact]
    public void The_first_time_a_program_may_free_memory_and_go_on_and_the_second_time_not() =>
        new Fill().RunBareOn($"pypy:nursery=512KiB,max={Bound}B");

    private sealed class Fill : EngineProgram
    {
        private const int Elements = 1000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle mixed = heap.Register(TestTypes.Mixed);
            Locals<TRef> f = default;
            heap.Enter(ref f);

            HeapExhaustedException first = Exhaust<THeap, TRef>(heap, ref f, mixed);
            Assert.Equal(Bound, first.LimitBytes);
            Assert.True(first.UsedBytes > Bound);
            heap.Clear(ref f.A);
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            for (long bytes = 0; bytes < 4 * Bound; bytes += Elements)
            {
                heap.NewArray(ref f.B, mixed, Elements); // Garbage at once: it fits.
            }

            Exhaust<THeap, TRef>(heap, ref f, mixed);
            heap.Clear(ref f.A);
            heap.Clear(ref f.B);
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            bool isRefused = false;
            try
            {
                for (long bytes = 0; bytes < Bound; bytes += Elements)
                {
                    heap.NewArray(ref f.B, mixed, Elements);
                }
            }
            catch (HeapExhaustedException) when (heap.Unwind(ref f))
            {
                isRefused = true;
            }

            Assert.True(isRefused);
            heap.Leave(ref f);
        }

        private static HeapExhaustedException Exhaust<THeap, TRef>(THeap heap, ref Locals<TRef> f, TypeHandle mixed)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            try
            {
                for (long bytes = 0; bytes < 8 * Bound; bytes += Elements)
                {
                    heap.NewArray(ref f.B, mixed, Elements);
                    heap.Store(f.B, 0, f.A);
                    heap.Take(ref f.A, heap.Move(ref f.B));
                }
            }
            catch (HeapExhaustedException exhausted) when (heap.Unwind(ref f))
            {
                return exhausted;
            }

            throw new InvalidOperationException("The bound was never noticed.");
        }
    }
}
