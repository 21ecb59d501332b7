using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>Whether the heap can be walked.</summary>
internal sealed class Census : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "census";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Control;

    /// <inheritdoc/>
    public override string Text => "Can the objects in the heap be counted by type?";

    /// <inheritdoc/>
    public override string Why => "It is how leaks are found.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(1);
        mutator.New(0, Shapes.Node, 1);
        HeapCensus? census = mutator.Control.TakeCensus();
        return census is null ? No
            : census.Rows.Any(row => row.Type == Shapes.Node.Name && row.Objects == 1) ? Yes
            : "it is wrong";
    }
}
