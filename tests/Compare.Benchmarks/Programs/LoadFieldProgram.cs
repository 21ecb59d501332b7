using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>Reads a field of an object into a local: a walk along a ring of two objects.</summary>
internal sealed class LoadFieldProgram : IHeapProgram
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
        heap.Store(frame.First, 0, frame.Second);
        heap.Store(frame.Second, 0, frame.First);
        heap.Clear(ref frame.Second);
        for (int i = 0; i < Operations; i++)
        {
            heap.Load(ref frame.First, frame.First, 0);
        }

        heap.Store(frame.First, 0, default); // Opens the ring: counting engines reclaim it at once.
        heap.Leave(ref frame);
    }
}
