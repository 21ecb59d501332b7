using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Worker;

/// <summary>Runs a program on a <see cref="WatchedHeap{THeap, TRef}"/>.</summary>
internal sealed class WatchedProgram(IHeapProgram program, AllocationClock clock) : IHeapProgram
{
    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        program.Run<WatchedHeap<THeap, TRef>, TRef>(new(heap, clock));
}
