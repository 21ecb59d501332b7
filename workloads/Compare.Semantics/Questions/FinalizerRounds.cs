using System.Globalization;

namespace Compare.Semantics.Questions;

/// <summary>How many explicit collections finalize a whole cycle.</summary>
internal sealed class FinalizerRounds : SemanticQuestion
{
    private const int Length = 5;

    /// <inheritdoc/>
    public override string Key => "finalizer_rounds";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "How many collections does a dead cycle of five finalizable objects take?";

    /// <inheritdoc/>
    public override string Why => "Finalizing owners first leaves no first one in a cycle.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        List<long> order = mutator.RecordFinalizers(Shapes.Mortal);
        mutator.Roots(Length);
        for (int number = 0; number < Length; number++)
        {
            mutator.New(number, Shapes.Mortal, number);
        }

        for (int number = 0; number < Length; number++)
        {
            mutator.Store(number, 0, (number + 1) % Length);
        }

        mutator.Roots(0);
        int rounds = mutator.CollectUntil(() => order.Count == Length);
        return order.Count == Length ? rounds.ToString(CultureInfo.InvariantCulture) : NotApplicable;
    }
}
