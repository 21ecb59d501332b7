using System.Globalization;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>The thresholds that start collections, and whether a program can change them.</summary>
internal sealed class Thresholds : SemanticQuestion
{
    /// <summary>More than any heap has of anything: a threshold that is never reached.</summary>
    private const long Unreachable = 1L << 60;

    /// <inheritdoc/>
    public override string Key => "thresholds";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Control;

    /// <inheritdoc/>
    public override string Text => "Which thresholds can be set?";

    /// <inheritdoc/>
    public override string Why => "They are the first thing that people tune.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        IHeapControl control = mutator.Control;
        long[] before = [.. control.Thresholds];
        long[] raised = [.. before.Select(threshold => threshold == 0 ? 0 : threshold + 1)];
        try
        {
            control.SetThresholds(raised);
        }
        catch (NotSupportedException)
        {
            return "none";
        }

        return control.Thresholds.SequenceEqual(raised) ? string.Join(", ", before.Select(Name)) : "they do not stay";
    }

    private static string Name(long threshold) =>
        threshold >= Unreachable ? "off" : threshold.ToString(CultureInfo.InvariantCulture);
}
