using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>Calls a function that enters a frame, copies its argument into a local and leaves.</summary>
internal sealed class CallWithFrameProgram : IHeapProgram
{
    /// <summary>Calls in one run.</summary>
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
        for (int i = 0; i < Operations; i++)
        {
            Callee<THeap, TRef>(heap, ref frame.First);
        }

        heap.Leave(ref frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // The call is what is measured.
    private static void Callee<THeap, TRef>(THeap heap, ref TRef argument)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TwoLocals<TRef> frame = default;
        heap.Enter(ref frame);
        heap.Copy(ref frame.First, argument);
        heap.Leave(ref frame);
    }
}
