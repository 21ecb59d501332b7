using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>Builds a perfect binary tree that stays alive in the root area, level by level from the leaves.</summary>
internal sealed class LiveTreeProgram : IHeapProgram
{
    /// <summary>Objects of the tree.</summary>
    public const int Nodes = (2 * Leaves) - 1;

    private const int Leaves = 1 << 16;

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle node = heap.Register(NodeType.Instance);
        TwoLocals<TRef> frame = default;
        heap.Enter(ref frame);
        heap.ResizeRoots(Leaves);
        for (int i = 0; i < Leaves; i++)
        {
            heap.New(ref heap.Root(i), node);
        }

        for (int count = Leaves / 2; count > 0; count /= 2)
        {
            for (int i = 0; i < count; i++)
            {
                heap.New(ref frame.First, node);
                heap.Store(frame.First, 0, heap.Root(2 * i));
                heap.Store(frame.First, 1, heap.Root((2 * i) + 1));
                heap.Copy(ref heap.Root(i), frame.First);
            }

            heap.ResizeRoots(count);
        }

        heap.Leave(ref frame);
    }
}
