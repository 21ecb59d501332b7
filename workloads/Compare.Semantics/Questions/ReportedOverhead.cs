using System.Globalization;

namespace Compare.Semantics.Questions;

/// <summary>The reported size of a small instance less its two references.</summary>
internal sealed class ReportedOverhead : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "reported_overhead_bytes";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "How many bytes of an instance with two slots are no payload, as its reported size says?";

    /// <inheritdoc/>
    public override string Why => "It is what `sys.getsizeof` shows a program: headers and unused slots.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(1);
        long payload = Shapes.Slots.References * mutator.ReferenceBytes(0);
        mutator.New(0, Shapes.Slots);
        return (mutator.SizeOf(0) - payload).ToString(CultureInfo.InvariantCulture);
    }
}
