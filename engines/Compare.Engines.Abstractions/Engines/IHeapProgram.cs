using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Abstractions.Engines;

/// <summary>Something that runs on any heap.</summary>
public interface IHeapProgram
{
    /// <summary>Runs on the given heap.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct;
}
