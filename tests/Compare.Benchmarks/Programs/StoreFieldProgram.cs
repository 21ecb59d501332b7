using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>Writes a field of an object.</summary>
internal sealed class StoreFieldProgram : IHeapProgram
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
        heap.New(ref frame.First, node);
        heap.New(ref frame.Second, node);
        for (int i = 0; i < Operations; i++)
        {
            heap.Store(frame.First, i & 1, frame.Second);
        }

        heap.Leave(ref frame);
    }
}
