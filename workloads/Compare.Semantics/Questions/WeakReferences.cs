namespace Compare.Semantics.Questions;

/// <summary>Whether objects can be referred to weakly.</summary>
internal sealed class WeakReferences : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "weak_references";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "Are there weak references?";

    /// <inheritdoc/>
    public override string Why => "Caches and observers need them.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, 1);
        try
        {
            mutator.NewWeak(1, 0, tag: 0);
            return mutator.IsCleared(1) ? No : Yes;
        }
        catch (InvalidOperationException)
        {
            return No;
        }
    }
}
