using System.Globalization;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>The number of generations that an explicit collection tells apart.</summary>
internal sealed class Generations : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "generations";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Control;

    /// <inheritdoc/>
    public override string Text => "How many generations can be collected?";

    /// <inheritdoc/>
    public override string Why => "Each is a shorter pause for a part of the garbage.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        IHeapControl control = mutator.Control;
        for (int generation = 0; generation < control.GenerationCount; generation++)
        {
            control.Collect(generation);
        }

        try
        {
            control.Collect(control.GenerationCount);
            return "more than it says";
        }
        catch (ArgumentOutOfRangeException)
        {
            return control.GenerationCount.ToString(CultureInfo.InvariantCulture);
        }
    }
}
