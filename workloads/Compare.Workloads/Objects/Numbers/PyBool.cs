using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Numbers;

/// <summary>The two booleans, which the shared objects of a program hold.</summary>
public static class PyBool
{
    /// <summary>Loads a boolean into a local. Never collects.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="shared">The shared objects, of <see cref="PyShared"/>.</param>
    /// <param name="value">Which.</param>
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TRef shared, bool value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        PyShared.LoadBool(in py, ref local, shared, value);

    /// <summary>Gets the value of a boolean. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="boolean">A boolean.</param>
    /// <returns>The value.</returns>
    public static bool Value<THeap, TRef>(in Python<THeap, TRef> py, TRef boolean)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetWord(boolean, 0) != 0;
}
