namespace Compare.Semantics.Questions;

/// <summary>The order of weak callback and finalizer of one object.</summary>
internal sealed class CallbackBeforeFinalizer : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "callback_or_finalizer";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "Which runs first, the weak callback or the finalizer?";

    /// <inheritdoc/>
    public override string Why => "The one that runs second must not rely on what the first released.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        if (!mutator.Engine.Traits.HasWeakReferences)
        {
            return NotApplicable;
        }

        List<string> order = [];
        mutator.Heap.SetFinalizer(mutator.Heap.Register(Shapes.Mortal), (ref _) => order.Add("finalizer"));
        mutator.Heap.SetWeakCallback((ref _, _) => order.Add("callback"));
        mutator.Roots(2);
        string acyclic = Find(isCyclic: false);
        return acyclic == NotApplicable ? acyclic : Join(acyclic, Find(isCyclic: true));

        string Find(bool isCyclic)
        {
            order.Clear();
            mutator.New(0, Shapes.Mortal, 1);
            mutator.NewWeak(1, 0, tag: 1);
            if (isCyclic)
            {
                mutator.Store(0, 0, 0);
            }

            mutator.Clear(0);
            mutator.CollectUntil(() => order.Count == 2);
            return order.Count == 2 ? order[0] : NotApplicable;
        }
    }
}
