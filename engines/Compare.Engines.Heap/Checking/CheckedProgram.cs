using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <summary>
/// Runs a program under the checking heap: <c>engine.Execute(new CheckedProgram(program))</c> works on any engine.
/// </summary>
/// <param name="program">The program to check.</param>
/// <exception cref="HeapMisuseException">Thrown by the run at the first broken rule.</exception>
public sealed class CheckedProgram(IHeapProgram program) : IHeapProgram
{
    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Checker<THeap, TRef> checker = new(heap);
        try
        {
            program.Run<CheckingHeap<THeap, TRef>, CheckedReference<TRef>>(new(checker));
            checker.CheckEnd();
        }
        finally
        {
            checker.Abandon();
        }
    }
}
