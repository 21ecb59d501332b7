using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Tests.MicroPython.Numbers;

/// <summary>Stores random numbers everywhere a reference can be, and reads them back.</summary>
internal sealed class NumberProgram(int seed, NumberFormat format) : IHeapProgram
{
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => new NumberRun<THeap, TRef>(heap, seed, format).Run();
}
