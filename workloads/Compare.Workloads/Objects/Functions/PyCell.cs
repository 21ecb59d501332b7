using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Functions;

/// <summary>Closure cells: a variable that functions share.</summary>
public static class PyCell
{
    private const int Content = 0;

    /// <summary>Makes an empty cell. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.New(ref local, py.Kinds.Cell);

    /// <summary>Gets what a cell holds as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>Its content; null is None, or nothing.</returns>
    public static TRef Borrow<THeap, TRef>(in Python<THeap, TRef> py, TRef cell)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(cell, Content);

    /// <summary>Sets what a cell holds.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="value">Borrowed; null is None.</param>
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, TRef cell, TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Store(cell, Content, value);
}
