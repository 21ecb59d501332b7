using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Workloads.Objects.Weak;

/// <summary>
/// Weak references without callback (<c>weakref.ref(x)</c>): one for all who ask where the implementation shares them.
/// </summary>
public static class PyWeakRef
{
    /// <summary>Makes a weak reference, or finds the one that is there. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the target.</param>
    /// <param name="target">A local with an object that may be weakly referenced.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef target)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Weakref is { } module)
        {
            module.New(ref local, ref target, WeakKind.Reference, tag: 0);
        }
        else
        {
            py.Heap.NewWeak(ref local, ref target, tag: 0);
        }
    }

    /// <summary>Loads the target (<c>r()</c>).</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the target, or null when it is dead.</param>
    /// <param name="weak">The weak reference.</param>
    /// <returns>False when the target is dead.</returns>
    public static bool TryLoad<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TRef weak)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.LoadWeak(ref local, weak);
        return !py.Heap.IsNull(local);
    }
}
