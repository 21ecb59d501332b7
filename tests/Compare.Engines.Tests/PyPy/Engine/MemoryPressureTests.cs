using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Engine;

/// <summary>Arrays whose items lie outside the heap: reported as memory pressure, freed by a light destructor.</summary>
public sealed class MemoryPressureTests
{
    [Fact]
    public void Dropped_arrays_bring_collections_that_free_what_lies_outside() => new Drop().RunOn("pypy:nursery=512KiB");

    [Fact]
    public void A_resized_buffer_outside_the_heap_keeps_its_items() => new Resize().RunOn("pypy:nursery=1,nursery-debug=true");

    private sealed class Drop : EngineProgram
    {
        private const int Words = 10_000;
        private const int Arrays = 2_000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle words = heap.Register(TestTypes.Words);
            HeapStatistics before = heap.Control.Statistics;
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (int count = 0; count < Arrays; count++)
            {
                heap.NewArray(ref f.A, words, Words);
                heap.SetElementWord(f.A, Words - 1, count);
                Assert.Equal(count, heap.GetElementWord(f.A, Words - 1));
                heap.SafePoint();
            }

            HeapStatistics after = heap.Control.Statistics;
            const long AllBytes = (long)Arrays * Words * BufferShape.SlotBytes;
            Assert.True(after.MajorCollections > before.MajorCollections, "the array objects alone would need none");
            Assert.True(after.PeakUsedBytes < AllBytes / 2, $"{after.PeakUsedBytes} bytes were held at one time.");
            heap.Leave(ref f);
            CollectAll<THeap, TRef>(heap);
            Assert.True(heap.Control.Statistics.UsedBytes < Words);
        }
    }

    private sealed class Resize : EngineProgram
    {
        private static readonly ObjectType s_array =
            new("Pressure.Array", PythonKind.Array, traits: ObjectTraits.Acyclic, buffers: [BufferShape.WordItems]);

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(s_array));
            for (int items = 1; items <= 64; items++)
            {
                heap.ResizeBuffer(ref f.A, 0, items);
                heap.SetItemWord(f.A, 0, items - 1, items);
            }

            heap.Control.Collect(0);
            heap.ResizeBuffer(ref f.A, 0, 8);
            Assert.Equal(Enumerable.Range(1, 8).Select(item => (long)item), Items<THeap, TRef>(heap, f.A));
            heap.ResizeBuffer(ref f.A, 0, 0);
            Assert.Equal(0, heap.BufferLength(f.A, 0));
            heap.Leave(ref f);
        }

        private static List<long> Items<THeap, TRef>(THeap heap, TRef array)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            List<long> items = [];
            for (int index = 0; index < heap.BufferLength(array, 0); index++)
            {
                items.Add(heap.GetItemWord(array, 0, index));
            }

            return items;
        }
    }
}
