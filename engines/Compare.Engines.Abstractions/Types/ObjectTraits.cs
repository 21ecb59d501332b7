namespace Compare.Engines.Abstractions.Types;

/// <summary>Properties of a type that an engine may use or must honour.</summary>
[Flags]
public enum ObjectTraits
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Objects of the type can never be part of a cycle, so a cycle collector need not track them.</summary>
    Acyclic = 1,

    /// <summary>Objects have a finalizer.</summary>
    Finalizable = 2,

    /// <summary>Objects may be the target of weak references.</summary>
    WeaklyReferenceable = 4,

    /// <summary>
    /// Objects have CPython's legacy finalizer (<c>tp_del</c>); other engines treat it as no finalizer. Cycles that reach
    /// one are uncollectable.
    /// </summary>
    LegacyFinalizer = 8,
}
