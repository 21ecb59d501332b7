namespace Compare.Engines.Abstractions.Modules;

/// <summary>The kinds of weak reference that CPython tells apart.</summary>
public enum WeakKind
{
    /// <summary><c>weakref.ref</c>: the one without a callback is shared by all who ask for one.</summary>
    Reference,

    /// <summary><c>weakref.proxy</c>: the one without a callback is shared by all who ask for one.</summary>
    Proxy,

    /// <summary>Instance of a subclass of <c>weakref.ref</c>: never shared.</summary>
    Subclass,
}
