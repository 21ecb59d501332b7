using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects.Functions;

/// <summary>
/// Frame objects: the caller's frame and the locals of a call, which they keep alive. A traceback refers to them.
/// </summary>
public static class PyFrame
{
    private const int Back = 0;
    private const int FirstLocal = 1;

    /// <summary>Describes the frames of a function. Call it once for each function: identity matters.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="locals">Locals.</param>
    /// <returns>The type.</returns>
    public static ObjectType Describe(string name, int locals) =>
        new(name, PythonKind.Frame, references: FirstLocal + locals);

    /// <summary>Makes a frame. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the caller's.</param>
    /// <param name="type">The handle of a type that <see cref="Describe"/> made.</param>
    /// <param name="caller">A local with the caller's frame, or null.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TypeHandle type, ref TRef caller)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, type);
        py.Heap.Store(local, Back, caller);
    }

    /// <summary>Gets a local variable as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="index">Number of the variable.</param>
    /// <returns>Its value.</returns>
    public static TRef Borrow<THeap, TRef>(in Python<THeap, TRef> py, TRef frame, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(frame, FirstLocal + index);

    /// <summary>Sets a local variable; null is what <c>del</c> leaves, as the end of an except clause does.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="index">Number of the variable.</param>
    /// <param name="value">Borrowed.</param>
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, TRef frame, int index, TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Store(frame, FirstLocal + index, value);
}
