namespace Compare.Semantics.Questions;

/// <summary>The order of the callbacks of one target.</summary>
internal sealed class WeakCallbackOrder : SemanticQuestion
{
    private const int Callbacks = 3;

    /// <inheritdoc/>
    public override string Key => "weak_callback_order";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "In which order do the callbacks of one object run?";

    /// <inheritdoc/>
    public override string Why => "Layers that watch the same object see each other done or not done.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        if (!mutator.Engine.Traits.HasWeakReferences)
        {
            return NotApplicable;
        }

        List<long> order = mutator.RecordCallbacks();
        mutator.Roots(Callbacks + 1);
        mutator.New(0, Shapes.Node, 1);
        for (int tag = 1; tag <= Callbacks; tag++)
        {
            mutator.NewWeak(tag, 0, tag);
        }

        mutator.Clear(0);
        mutator.CollectUntil(() => order.Count == Callbacks);
        return order.Count == 0 ? Never : Describe(order, "oldest first", "newest first");
    }
}
