namespace Compare.Semantics.Questions;

/// <summary>When objects that refer to each other are reclaimed.</summary>
internal sealed class DeadCycle : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "dead_cycle";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Reclamation;

    /// <inheritdoc/>
    public override string Text => "When is a dead cycle reclaimed?";

    /// <inheritdoc/>
    public override string Why => "Pure reference counting leaks cycles; everything else waits for a collection.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(3);
        mutator.New(0, Shapes.Node, 1);
        mutator.New(1, Shapes.Node, 2);
        mutator.Store(0, 0, 1);
        mutator.Store(1, 0, 0);
        DeathWatch<THeap, TRef> watch = new(mutator, target: 0, weak: 2);
        mutator.Clear(0);
        mutator.Clear(1);
        if (watch.IsDead)
        {
            return "at once";
        }

        mutator.Settle();
        return watch.IsDead ? "by a collection" : Never;
    }
}
