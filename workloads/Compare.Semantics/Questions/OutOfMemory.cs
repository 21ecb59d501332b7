namespace Compare.Semantics.Questions;

/// <summary>Whether exhaustion leaves all objects as they were.</summary>
internal sealed class OutOfMemory : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "out_of_memory";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Memory;

    /// <inheritdoc/>
    public override string Text => "What is left when the heap is full?";

    /// <inheritdoc/>
    public override string Why => "A program that handles the error needs its data.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) =>
        subject.NeedsProcess(SmallHeapBytes) ? NotApplicable : RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        FullHeap<THeap, TRef> full = new(mutator);
        if (!full.Fill())
        {
            return NotApplicable;
        }

        mutator.Control.Verify();
        return full.IsIntact() ? "an error, all objects intact" : "an error, objects lost";
    }
}
