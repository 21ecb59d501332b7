using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Exact;
using Compare.Engines.Exact.Forms;
using Compare.Engines.Exact.Observations;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Exact;

/// <summary>Degrees of a graph that was built by hand.</summary>
public sealed class DegreeTests
{
    [Fact]
    public void Objects_are_counted_by_the_references_out_of_them_and_into_them()
    {
        using ExactEngine engine = new ExactEngineFactory().Create(ExactForms.Plain);
        GraphShape? found = null;

        engine.Execute(new Graph(() =>
        {
            engine.Collect(0);
            found = engine.DescribeGraph();
        }));

        // Out: none of the last pair, one of the middle pair and of the loop, three of the tuple. In: none of the tuple, which
        // only a root holds, one of the loop, two of each other pair.
        Assert.Equal([new(0, 1, 1), new(1, 2, 1), new(2, 1, 2)], found!.Degrees);
        Assert.Equal(4, found.Objects);
        Assert.Equal(5, found.References);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(3, 2, 2)]
    [InlineData(4, 3, 4)]
    [InlineData(1023, 10, 512)]
    [InlineData(1024, 11, 1024)]
    public void A_class_begins_at_a_power_of_two(long references, int index, long least)
    {
        Assert.Equal(index, DegreeClass.IndexOf(references));
        Assert.Equal(least, DegreeClass.LeastOf(index));
    }

    // A tuple with the middle pair twice and the last pair once; the middle one refers to the last one, the loop to itself.
    private sealed class Graph(Action look) : IHeapProgram
    {
        private const int Tuple = 0;
        private const int Middle = 1;
        private const int Last = 2;
        private const int Loop = 3;

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.ResizeRoots(4);
            foreach (int pair in new[] { Middle, Last, Loop })
            {
                heap.New(ref heap.Root(pair), heap.Register(TestTypes.Pair));
            }

            heap.NewArray(ref heap.Root(Tuple), heap.Register(TestTypes.Tuple), 3);
            heap.StoreElement(heap.Root(Tuple), 0, heap.Root(Middle));
            heap.StoreElement(heap.Root(Tuple), 1, heap.Root(Middle));
            heap.StoreElement(heap.Root(Tuple), 2, heap.Root(Last));
            heap.Store(heap.Root(Middle), 0, heap.Root(Last));
            heap.Store(heap.Root(Loop), 1, heap.Root(Loop));
            look();
            heap.ResizeRoots(0);
        }
    }
}
