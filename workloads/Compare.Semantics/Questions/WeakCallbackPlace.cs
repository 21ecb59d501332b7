namespace Compare.Semantics.Questions;

/// <summary>Where a weak callback runs, when nobody asks for a collection.</summary>
internal sealed class WeakCallbackPlace : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "weak_callback_place";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "Where in the program does a weak callback run?";

    /// <inheritdoc/>
    public override string Why => "It may find its program between any two operations, or only at known points.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) => RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        if (!mutator.Engine.Traits.HasWeakReferences)
        {
            return NotApplicable;
        }

        List<long> order = mutator.RecordCallbacks();
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, 1);
        mutator.NewWeak(1, 0, tag: 1);
        return Delivery.Of(mutator, () => mutator.Clear(0), () => order.Count > 0) ?? Never;
    }
}
