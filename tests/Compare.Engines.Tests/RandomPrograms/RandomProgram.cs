using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>Runs the steps of a random program on a heap and on the model side by side.</summary>
/// <remarks>
/// The model is changed before the heap: a release inside an operation may run finalizers, which look at the model.
/// </remarks>
internal sealed class RandomProgram(IReadOnlyList<Step> steps, EngineTraits traits) : IHeapProgram
{
    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Interpreter<THeap, TRef> interpreter = new(heap, steps, traits);
        interpreter.Start();
        interpreter.RunFunction(0);
        interpreter.Finish();
    }
}
