using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>The root area: an interpreter's stack.</summary>
public sealed class RootAreaTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_hundred_thousand_roots_survive_collections(string engine) => new ManyRoots().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void The_area_grows_and_shrinks_as_a_stack(string engine) => new Stack().RunOn(engine);

    private sealed class ManyRoots : EngineProgram
    {
        private const int Roots = 100_000;
        private const int Every = 2_000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(Roots);
            Assert.Equal(Roots, heap.RootCount);
            TypeHandle leaf = heap.Register(TestTypes.Leaf);
            for (int index = 0; index < Roots; index++)
            {
                Assert.True(heap.IsNull(heap.Root(index)));
                if (index % Every == 0)
                {
                    heap.New(ref heap.Root(index), leaf);
                    heap.SetWord(heap.Root(index), 0, index);
                }
                else
                {
                    heap.Copy(ref heap.Root(index), heap.Root(index - 1));
                }
            }

            CollectAll<THeap, TRef>(heap);
            Check<THeap, TRef>(heap, Roots);
            heap.ResizeRoots(Roots / 2);
            CollectAll<THeap, TRef>(heap);
            Check<THeap, TRef>(heap, Roots / 2);
            heap.ResizeRoots(Roots);
            Assert.True(heap.IsNull(heap.Root(Roots / 2)));
            heap.ResizeRoots(0);
            Assert.Equal(0, heap.RootCount);
        }

        private static void Check<THeap, TRef>(THeap heap, int roots)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int index = 0; index < roots; index++)
            {
                Assert.Equal(index / Every * Every, heap.GetWord(heap.Root(index), 0));
            }
        }
    }

    private sealed class Stack : EngineProgram
    {
        private const int Depth = 400;

        public override void Run<THeap, TRef>(THeap heap)
        {
            TypeHandle pair = heap.Register(TestTypes.Pair);
            for (int depth = 0; depth < Depth; depth++)
            {
                heap.ResizeRoots(depth + 1);
                heap.New(ref heap.Root(depth), pair);
                heap.SetWord(heap.Root(depth), 0, depth);
            }

            for (int depth = Depth - 1; depth >= 0; depth--)
            {
                Assert.Equal(depth, heap.GetWord(heap.Root(depth), 0));
                heap.ResizeRoots(depth);
            }
        }
    }
}
