using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Sequences;

/// <summary>Slices: objects for start, stop and step, None where one is left out.</summary>
public static class PySlice
{
    private const int StartField = 0;
    private const int StopField = 1;
    private const int StepField = 2;

    /// <summary>Makes a slice. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; none of the other locals.</param>
    /// <param name="start">A local with the start; null is None.</param>
    /// <param name="stop">A local with the stop; null is None.</param>
    /// <param name="step">A local with the step; null is None.</param>
    public static void New<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef start, ref TRef stop, ref TRef step)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Slice);
        py.Heap.Store(local, StartField, start);
        py.Heap.Store(local, StopField, stop);
        py.Heap.Store(local, StepField, step);
    }

    /// <summary>Gets the start as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="slice">A slice.</param>
    /// <returns>The start; null is None.</returns>
    public static TRef Start<THeap, TRef>(in Python<THeap, TRef> py, TRef slice)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(slice, StartField);

    /// <summary>Gets the stop as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="slice">A slice.</param>
    /// <returns>The stop; null is None.</returns>
    public static TRef Stop<THeap, TRef>(in Python<THeap, TRef> py, TRef slice)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(slice, StopField);

    /// <summary>Gets the step as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="slice">A slice.</param>
    /// <returns>The step; null is None.</returns>
    public static TRef Step<THeap, TRef>(in Python<THeap, TRef> py, TRef slice)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(slice, StepField);
}
