namespace Compare.Semantics.Questions;

/// <summary>The thread of finalizers.</summary>
internal sealed class FinalizerThread : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "finalizer_thread";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "On which thread does a finalizer run?";

    /// <inheritdoc/>
    public override string Why => "On another thread it races with the program.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        int? thread = null;
        mutator.Heap.SetFinalizer(
            mutator.Heap.Register(Shapes.Mortal), (ref _) => thread = Environment.CurrentManagedThreadId);
        mutator.Roots(1);
        mutator.New(0, Shapes.Mortal, 1);
        mutator.Clear(0);
        mutator.CollectUntil(() => thread is not null);
        return thread is null ? NotApplicable
            : thread == Environment.CurrentManagedThreadId ? "the program's" : "another";
    }
}
