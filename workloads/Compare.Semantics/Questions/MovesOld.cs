namespace Compare.Semantics.Questions;

/// <summary>Whether a full collection moves objects that have lived long.</summary>
internal sealed class MovesOld : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "moves_old";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "Do old objects move?";

    /// <inheritdoc/>
    public override string Why => "Without moving, a heap can be full of holes that nothing fits in.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        // The host closes holes when it thinks it worth while, so no observation would be the same twice.
        if (mutator.Engine.Traits.ManagedHeap)
        {
            return "when the host likes";
        }

        Placement<THeap, TRef> placement = new(mutator);
        placement.MakeAll();
        mutator.Settle();
        mutator.Settle();
        placement.DropMost();
        mutator.Settle();
        return placement.HasMoved ? Yes : No;
    }
}
