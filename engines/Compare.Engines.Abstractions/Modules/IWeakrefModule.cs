using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Abstractions.Modules;

/// <summary>What Python's <c>weakref</c> module does beyond <c>NewWeak</c>, which always makes a new reference.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IWeakrefModule<TRef>
    where TRef : struct
{
    /// <summary>Makes a weak reference or proxy; without a callback the one that exists already is given. May collect.</summary>
    /// <param name="local">Receives it.</param>
    /// <param name="target">A local with an object that may be weakly referenced.</param>
    /// <param name="kind">Reference or proxy.</param>
    /// <param name="tag">What the callback is told, or 0 for no callback.</param>
    /// <exception cref="InvalidOperationException">The target's type lacks the trait.</exception>
    void New(ref TRef local, ref TRef target, WeakKind kind, long tag);

    /// <summary>Makes an instance of a subclass of <c>weakref.ref</c>, which may have fields. May collect.</summary>
    /// <param name="local">Receives it.</param>
    /// <param name="target">A local with an object that may be weakly referenced.</param>
    /// <param name="type">A type of kind <see cref="PythonKind.WeakReference"/>.</param>
    /// <param name="tag">What the callback is told, or 0 for no callback.</param>
    /// <exception cref="InvalidOperationException">The target's type lacks the trait.</exception>
    void NewOfType(ref TRef local, ref TRef target, TypeHandle type, long tag);

    /// <summary>Gets the tag of a weak reference's callback (<c>__callback__</c>).</summary>
    /// <param name="weak">A weak reference.</param>
    /// <returns>The tag; 0 when it has none or its target is dead.</returns>
    long GetCallback(TRef weak);

    /// <summary>Counts the weak references to an object (<c>weakref.getweakrefcount</c>).</summary>
    /// <param name="target">Not null.</param>
    /// <returns>The number; 0 for types without them.</returns>
    int GetCount(TRef target);

    /// <summary>Pushes the weak references to an object onto the root area (<c>weakref.getweakrefs</c>).</summary>
    /// <param name="target">Not null.</param>
    /// <returns>Number pushed: the shared reference first, the shared proxy second, then the newest first.</returns>
    int PushReferences(TRef target);
}
