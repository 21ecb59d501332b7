namespace Compare.Semantics.Questions;

/// <summary>Whether there is a life after exhaustion.</summary>
internal sealed class AfterOutOfMemory : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "after_out_of_memory";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Memory;

    /// <inheritdoc/>
    public override string Text => "Can the program go on after it dropped something?";

    /// <inheritdoc/>
    public override string Why => "Otherwise the first full heap is the end.";

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

        full.Drop();
        mutator.Settle();
        full.Fill();
        return full.IsIntact() && full.Length > 1 ? Yes : No;
    }
}
