using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>Whether collections stop when they are switched off.</summary>
internal sealed class SwitchOff : SemanticQuestion
{
    /// <summary>How much more is allocated than what started a collection before.</summary>
    private const int MoreThanOnce = 3;

    /// <inheritdoc/>
    public override string Key => "switch_off";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Control;

    /// <inheritdoc/>
    public override string Text => "Can automatic collection be switched off?";

    /// <inheritdoc/>
    public override string Why => "Programs do so to keep pauses out of a critical part.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) => RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        long before = mutator.Collections;
        long? made = Churn.Until(mutator, Shapes.Wide, withSafePoints: true, () => mutator.Collections > before);
        if (made is null)
        {
            return "nothing runs anyway";
        }

        mutator.Settle();
        try
        {
            mutator.Control.AutomaticCollection = false;
        }
        catch (NotSupportedException)
        {
            return No;
        }

        HeapStatistics off = mutator.Control.Statistics;
        Churn.Until(mutator, Shapes.Wide, withSafePoints: true, () => false, MoreThanOnce * made);
        HeapStatistics after = mutator.Control.Statistics;
        return after.MajorCollections > off.MajorCollections ? No
            : after.MinorCollections > off.MinorCollections ? "yes, but a full nursery is emptied"
            : Yes;
    }
}
