namespace Compare.Semantics.Questions;

/// <summary>Whether a dead weak reference still calls back.</summary>
internal sealed class DeadWeakCallback : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "dead_weak_callback";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "Is a callback called whose weak reference died first?";

    /// <inheritdoc/>
    public override string Why => "An observer that is gone must not be told.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        if (mutator.Engine.Traits is not { HasWeakReferences: true, Reclaims: true })
        {
            return NotApplicable;
        }

        List<long> order = mutator.RecordCallbacks();
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, 1);
        mutator.NewWeak(1, 0, tag: 1);
        mutator.Clear(1);
        mutator.Settle();
        mutator.Clear(0);
        mutator.Settle();
        return order.Count == 0 ? No : Yes;
    }
}
