namespace Compare.Semantics.Questions;

/// <summary>Whether there is anything like an ephemeron.</summary>
internal sealed class WeakKey : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "weak_key";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "Is an entry reclaimed whose value refers to its own weak key?";

    /// <inheritdoc/>
    public override string Why =>
        "Only ephemerons (a value that is kept by table and key together) reclaim it; a table of weak keys leaks it.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        if (mutator.Engine.Traits is not { HasWeakReferences: true, Reclaims: true })
        {
            return NotApplicable;
        }

        // A table entry, as a program builds it: a weak key in slot 1, its value in slot 2.
        mutator.Roots(3);
        mutator.New(0, Shapes.Node, 1);
        mutator.NewWeak(1, 0, tag: 0);
        mutator.New(2, Shapes.Node, 2);
        mutator.Store(2, 0, 0);
        mutator.Clear(0);
        mutator.Settle();
        return mutator.IsCleared(1) ? Yes : No;
    }
}
