using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>What an array of 16 GiB does.</summary>
internal sealed class ImpossibleAllocation : SemanticQuestion
{
    private const long Number = 5;

    /// <inheritdoc/>
    public override string Key => "impossible_allocation";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Memory;

    /// <inheritdoc/>
    public override string Text => "What does an allocation do that can never fit?";

    /// <inheritdoc/>
    public override string Why => "A typing error in a size should not cost the process.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) => RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, Number);
        try
        {
            mutator.NewArray(1, Shapes.Words, int.MaxValue);
            return "it succeeds";
        }
        catch (HeapExhaustedException)
        {
            return mutator.IsNull(1) && mutator.Number(0) == Number ? "an error, all objects intact" : "an error, objects lost";
        }
    }
}
