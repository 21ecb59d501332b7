namespace Compare.Semantics.Questions;

/// <summary>What a weak reference finds after a resurrection.</summary>
internal sealed class WeakAfterResurrection : SemanticQuestion
{
    private const int Kept = 2;

    /// <inheritdoc/>
    public override string Key => "weak_after_resurrection";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "Does a weak reference still find an object that its finalizer brought back?";

    /// <inheritdoc/>
    public override string Why => "A cache that lost the object would make a second one.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        THeap heap = mutator.Heap;
        if (!mutator.Engine.Traits.HasWeakReferences)
        {
            return NotApplicable;
        }

        heap.SetFinalizer(heap.Register(Shapes.Mortal), (ref self) => heap.Copy(ref heap.Root(Kept), self));
        mutator.Roots(Kept + 1);
        string acyclic = Find(isCyclic: false);
        return acyclic == NotApplicable ? acyclic : Join(acyclic, Find(isCyclic: true));

        string Find(bool isCyclic)
        {
            mutator.Clear(Kept);
            mutator.New(0, Shapes.Mortal, 1);
            mutator.NewWeak(1, 0, tag: 0);
            if (isCyclic)
            {
                mutator.Store(0, 0, 0);
            }

            mutator.Clear(0);
            mutator.CollectUntil(() => !mutator.IsNull(Kept));
            return mutator.IsNull(Kept) ? NotApplicable : mutator.IsCleared(1) ? No : Yes;
        }
    }
}
