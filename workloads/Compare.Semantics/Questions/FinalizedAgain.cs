namespace Compare.Semantics.Questions;

/// <summary>Whether a finalizer runs once for each object.</summary>
internal sealed class FinalizedAgain : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "finalized_again";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "Does the finalizer run again when an object dies that it brought back?";

    /// <inheritdoc/>
    public override string Why => "If it does, an object can bring itself back for ever.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        THeap heap = mutator.Heap;
        int runs = 0;
        heap.SetFinalizer(heap.Register(Shapes.Mortal), (ref self) =>
        {
            runs++;
            heap.Copy(ref heap.Root(1), self);
        });
        mutator.Roots(2);
        mutator.New(0, Shapes.Mortal, 1);
        mutator.Clear(0);
        mutator.CollectUntil(() => runs > 0);
        int first = runs;
        mutator.Clear(1);
        mutator.Settle();
        return first == 0 ? NotApplicable : runs > first ? Yes : No;
    }
}
