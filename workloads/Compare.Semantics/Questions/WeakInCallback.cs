namespace Compare.Semantics.Questions;

/// <summary>What a weak callback sees of the dead object.</summary>
internal sealed class WeakInCallback : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "weak_in_callback";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.WeakReferences;

    /// <inheritdoc/>
    public override string Text => "What does a callback find behind its weak reference?";

    /// <inheritdoc/>
    public override string Why => "A callback that finds the object could bring it back.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        if (!mutator.Engine.Traits.HasWeakReferences)
        {
            return NotApplicable;
        }

        THeap heap = mutator.Heap;
        bool? isCleared = null;
        heap.SetWeakCallback((ref weak, _) =>
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.LoadWeak(ref f.A, weak);
            isCleared = heap.IsNull(f.A);
            heap.Leave(ref f);
        });
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, 1);
        mutator.NewWeak(1, 0, tag: 1);
        mutator.Clear(0);
        mutator.CollectUntil(() => isCleared is not null);
        return isCleared is null ? Never : isCleared.Value ? "nothing" : "the object";
    }
}
