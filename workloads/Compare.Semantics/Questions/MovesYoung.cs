namespace Compare.Semantics.Questions;

/// <summary>Whether a collection of the youngest generation moves survivors.</summary>
internal sealed class MovesYoung : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "moves_young";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "Do young objects move?";

    /// <inheritdoc/>
    public override string Why => "An address is no identity then, and native code must not keep one.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        Placement<THeap, TRef> placement = new(mutator);
        placement.MakeWithHoles();
        mutator.Control.Collect(0);
        return placement.HasMoved ? Yes : No;
    }
}
