using System.Globalization;

namespace Compare.Semantics.Questions;

/// <summary>The bytes in use for each small instance less its two references.</summary>
internal sealed class UsedOverhead : SemanticQuestion
{
    /// <summary>Objects measured: so many that what else is in the heap rounds away.</summary>
    private const int Objects = 100_000;

    /// <inheritdoc/>
    public override string Key => "used_overhead_bytes";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "How many bytes of an instance with two slots are no payload in the heap itself?";

    /// <inheritdoc/>
    public override string Why => "It is what the heap really gives up: with prefixes, rounding and unused slots.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        long payload = Shapes.Slots.References * mutator.ReferenceBytes(1);
        mutator.Clear(1);
        mutator.Settle();
        long? before = mutator.Control.Statistics.UsedBytes;
        for (int count = 0; count < Objects; count++)
        {
            mutator.New(1, Shapes.Slots);
            mutator.Store(1, 0, 0);
            mutator.Move(to: 0, from: 1);
        }

        mutator.Settle();
        if (mutator.Control.Statistics.UsedBytes - before is not { } used)
        {
            return NotApplicable;
        }

        double bytes = ((double)used / Objects) - payload;
        return Math.Round(bytes).ToString(CultureInfo.InvariantCulture);
    }
}
