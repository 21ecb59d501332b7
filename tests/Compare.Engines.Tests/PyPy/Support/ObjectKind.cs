namespace Compare.Engines.Tests.PyPy.Support;

/// <summary>The objects of a <see cref="CollectorDriver"/>.</summary>
internal enum ObjectKind
{
    /// <summary>Two references and a number.</summary>
    Node,

    /// <summary>A node with an old-style finalizer.</summary>
    FinalizableNode,

    /// <summary>A node with a light destructor.</summary>
    DestructibleNode,

    /// <summary>An array of references.</summary>
    Array,

    /// <summary>A hash, a length and characters.</summary>
    String,

    /// <summary>A number and nothing else.</summary>
    Plain,

    /// <summary>A weak address.</summary>
    WeakPointer,
}
