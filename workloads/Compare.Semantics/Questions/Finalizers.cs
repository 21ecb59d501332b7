namespace Compare.Semantics.Questions;

/// <summary>Whether instances of classes and objects of the implementation are finalized.</summary>
internal sealed class Finalizers : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "finalizers";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "Which dead objects get their finalizer run?";

    /// <inheritdoc/>
    public override string Why => "Where it does not run, resources must be released by hand.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        List<long> instances = mutator.RecordFinalizers(Shapes.Mortal);
        List<long> natives = mutator.RecordFinalizers(Shapes.Native);
        mutator.Roots(2);
        mutator.New(0, Shapes.Mortal, 1);
        mutator.New(1, Shapes.Native, 1);
        mutator.Clear(0);
        mutator.Clear(1);
        mutator.CollectUntil(() => instances.Count + natives.Count == 2);
        return (instances.Count, natives.Count) switch
        {
            (1, 1) => "all",
            (0, 1) => "native objects only",
            (1, 0) => "instances only",
            _ => "none",
        };
    }
}
