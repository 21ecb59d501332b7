namespace Compare.Semantics.Questions;

/// <summary>Whether weak references are cleared before or after the finalizer.</summary>
internal sealed class WeakInFinalizer : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "weak_in_finalizer";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "What does a finalizer find behind a weak reference to its object?";

    /// <inheritdoc/>
    public override string Why => "Cleared first, no code but the finalizer can reach the dying object.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        THeap heap = mutator.Heap;
        if (!mutator.Engine.Traits.HasWeakReferences)
        {
            return NotApplicable;
        }

        bool? isCleared = null;
        heap.SetFinalizer(heap.Register(Shapes.Mortal), (ref _) => isCleared = mutator.IsCleared(1));
        mutator.Roots(2);
        string acyclic = Find(isCyclic: false);
        return acyclic == NotApplicable ? acyclic : Join(acyclic, Find(isCyclic: true));

        string Find(bool isCyclic)
        {
            isCleared = null;
            mutator.New(0, Shapes.Mortal, 1);
            mutator.NewWeak(1, 0, tag: 0);
            if (isCyclic)
            {
                mutator.Store(0, 0, 0);
            }

            mutator.Clear(0);
            mutator.CollectUntil(() => isCleared is not null);
            return isCleared is null ? NotApplicable : isCleared.Value ? "nothing" : "the object";
        }
    }
}
