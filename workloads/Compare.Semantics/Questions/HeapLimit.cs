namespace Compare.Semantics.Questions;

/// <summary>Who refuses an allocation above the limit.</summary>
internal sealed class HeapLimit : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "heap_limit";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Memory;

    /// <inheritdoc/>
    public override string Text => "Who keeps the heap limit?";

    /// <inheritdoc/>
    public override string Why => "An engine refuses one allocation; a host may end the whole process.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) =>
        subject.NeedsProcess(SmallHeapBytes) ? "the host, set when the process starts" : RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        FullHeap<THeap, TRef> full = new(mutator);
        return full.Fill() ? "the engine" : "nobody";
    }
}
