using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Functions;

/// <summary>
/// Functions: their closure and defaults; code and name are shared and no part of an object. A function in a cell of its own
/// closure is a cycle, as every recursive inner function is.
/// </summary>
public static class PyFunction
{
    private const int Closure = 0;
    private const int Defaults = 1;

    /// <summary>Makes a function without closure. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.New(ref local, py.Kinds.Function);

    /// <summary>Makes a function with a closure of one cell. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the cell.</param>
    /// <param name="cell">A local with the cell.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef cell)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        NewWithCells(in py, ref local, 1);
        SetCell(in py, local, 0, cell);
    }

    /// <summary>Makes a function with a closure whose cells are to be set. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="cells">Cells of the closure, more than 0.</param>
    public static void NewWithCells<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, int cells)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        FunctionFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        py.Heap.NewArray(ref frame.Closure, py.Kinds.Closure, cells);
        New(in py, ref local);
        py.Heap.StoreTake(local, Closure, py.Heap.Move(ref frame.Closure));
        py.Heap.Leave(ref frame);
    }

    /// <summary>Gets a cell of the closure as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="function">A function with a closure.</param>
    /// <param name="index">0 to the number of cells − 1.</param>
    /// <returns>The cell.</returns>
    public static TRef BorrowCell<THeap, TRef>(in Python<THeap, TRef> py, TRef function, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BorrowElement(py.Heap.Borrow(function, Closure), index);

    /// <summary>Sets a cell of the closure.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="function">A function with a closure.</param>
    /// <param name="index">0 to the number of cells − 1.</param>
    /// <param name="cell">Borrowed.</param>
    public static void SetCell<THeap, TRef>(in Python<THeap, TRef> py, TRef function, int index, TRef cell)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.StoreElement(py.Heap.Borrow(function, Closure), index, cell);

    /// <summary>Gets the defaults as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="function">The function.</param>
    /// <returns>A tuple, or null.</returns>
    public static TRef BorrowDefaults<THeap, TRef>(in Python<THeap, TRef> py, TRef function)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(function, Defaults);

    /// <summary>Sets the defaults.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="function">The function.</param>
    /// <param name="defaults">A tuple, borrowed.</param>
    public static void SetDefaults<THeap, TRef>(in Python<THeap, TRef> py, TRef function, TRef defaults)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Store(function, Defaults, defaults);

    private ref struct FunctionFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Closure;
    }
}
