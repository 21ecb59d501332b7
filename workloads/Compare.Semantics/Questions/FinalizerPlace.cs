namespace Compare.Semantics.Questions;

/// <summary>Where a finalizer runs, when nobody asks for a collection.</summary>
internal sealed class FinalizerPlace : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "finalizer_place";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "Where in the program does a finalizer run?";

    /// <inheritdoc/>
    public override string Why => "It may find its program between any two operations, or only at known points.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) => RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        List<long> order = mutator.RecordFinalizers(Shapes.Mortal);
        mutator.Roots(1);
        mutator.New(0, Shapes.Mortal, 1);
        return Delivery.Of(mutator, () => mutator.Clear(0), () => order.Count > 0) ?? NotApplicable;
    }
}
