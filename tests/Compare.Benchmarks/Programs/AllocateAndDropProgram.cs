using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>Allocates objects into the same local.</summary>
internal sealed class AllocateAndDropProgram : IHeapProgram
{
    /// <summary>Operations in one run.</summary>
    public const int Operations = 10_000;

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle node = heap.Register(NodeType.Instance);
        TwoLocals<TRef> frame = default;
        heap.Enter(ref frame);
        for (int i = 0; i < Operations; i++)
        {
            heap.New(ref frame.First, node);
            heap.SafePoint();
        }

        heap.Leave(ref frame);
    }
}
