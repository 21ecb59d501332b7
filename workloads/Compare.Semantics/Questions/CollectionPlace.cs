namespace Compare.Semantics.Questions;

/// <summary>Where a collection that nobody asked for starts.</summary>
internal sealed class CollectionPlace : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "collection_place";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Reclamation;

    /// <inheritdoc/>
    public override string Text => "Where in the program does a collection start by itself?";

    /// <inheritdoc/>
    public override string Why =>
        "An object under construction can be seen by a collection only where collections start inside allocations.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) => RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        long before = mutator.Collections;
        Func<bool> hasCollected = () => mutator.Collections > before;
        return Churn.Until(mutator, Shapes.Wide, withSafePoints: false, hasCollected) is not null ? "inside an allocation"
            : Churn.Until(mutator, Shapes.Wide, withSafePoints: true, hasCollected) is not null ? "at a check point"
            : Never;
    }
}
