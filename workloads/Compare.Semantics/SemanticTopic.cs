namespace Compare.Semantics;

/// <summary>What a question is about: the tables of the documentation, in their order.</summary>
public enum SemanticTopic
{
    /// <summary>What is reclaimed, when, and what starts it.</summary>
    Reclamation,

    /// <summary>Finalizers.</summary>
    Finalizers,

    /// <summary>Weak references and their callbacks.</summary>
    WeakReferences,

    /// <summary>Places, sizes and identity of objects.</summary>
    Objects,

    /// <summary>The heap limit and the system's memory.</summary>
    Memory,

    /// <summary>What a program can set and ask.</summary>
    Control,
}
