namespace Compare.Engines.Abstractions.Modules;

/// <summary>What MicroPython does with single objects: explicit release, and <c>weakref.finalize</c>.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IMicroPythonObjects<TRef>
    where TRef : struct
{
    /// <summary>Frees an object that nothing refers to any more (<c>gc_free</c>), with its parts; does nothing while the heap is locked.</summary>
    /// <param name="local">A local with the only reference; becomes null unless the heap is locked.</param>
    void Free(ref TRef local);

    /// <summary>
    /// Makes a <c>weakref.finalize</c>: a weak reference that is kept until its target dies, and whose callback is called
    /// before those of others. May collect.
    /// </summary>
    /// <param name="local">Receives it.</param>
    /// <param name="target">A local with its target.</param>
    /// <param name="tag">What the callback is told.</param>
    /// <exception cref="InvalidOperationException">The target's type has no weak references, or the build has none.</exception>
    void NewFinalize(ref TRef local, ref TRef target, long tag);

    /// <summary>Makes a weak reference dead without a callback (<c>finalize.detach</c>).</summary>
    /// <param name="weak">A weak reference.</param>
    /// <returns>False when it was dead already.</returns>
    bool Detach(TRef weak);
}
