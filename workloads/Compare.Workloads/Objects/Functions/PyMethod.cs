using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Functions;

/// <summary>Bound methods: a function with the instance that it was read from.</summary>
public static class PyMethod
{
    private const int Function = 0;
    private const int Instance = 1;

    /// <summary>Makes a bound method. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; neither of the other locals.</param>
    /// <param name="function">A local with the function.</param>
    /// <param name="instance">A local with the instance.</param>
    public static void New<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef function, ref TRef instance)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Kinds.Method);
        py.Heap.Store(local, Function, function);
        py.Heap.Store(local, Instance, instance);
    }

    /// <summary>Gets the function as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="method">The method.</param>
    /// <returns>Its function.</returns>
    public static TRef BorrowFunction<THeap, TRef>(in Python<THeap, TRef> py, TRef method)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(method, Function);

    /// <summary>Gets the instance as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="method">The method.</param>
    /// <returns>Its instance.</returns>
    public static TRef BorrowInstance<THeap, TRef>(in Python<THeap, TRef> py, TRef method)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(method, Instance);
}
