namespace Compare.Engines.Exact.Objects;

/// <summary>What a weak reference keeps behind its data words.</summary>
internal unsafe struct ExactWeakLink
{
    /// <summary>The target, or null when it is dead.</summary>
    public ExactObject* Target;

    /// <summary>What the callback is told, or 0.</summary>
    public long Tag;

    /// <summary>The kind, see <see cref="Abstractions.Modules.WeakKind"/>.</summary>
    public long Kind;

    /// <summary>Next weak reference to the same target, an older one.</summary>
    public ExactObject* Next;

    /// <summary>Previous weak reference to the same target.</summary>
    public ExactObject* Previous;
}
