namespace Compare.Semantics.Questions;

/// <summary>When an object in no cycle is reclaimed.</summary>
internal sealed class DeadObject : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "dead_object";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Reclamation;

    /// <inheritdoc/>
    public override string Text => "When is an object reclaimed whose last reference goes?";

    /// <inheritdoc/>
    public override string Why =>
        "Decides whether memory and resources come back at a known place in the program or at a collection.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, 1);
        DeathWatch<THeap, TRef> watch = new(mutator, target: 0, weak: 1);
        mutator.Clear(0);
        if (watch.IsDead)
        {
            return "at once";
        }

        mutator.Settle();
        return watch.IsDead ? "by a collection" : Never;
    }
}
