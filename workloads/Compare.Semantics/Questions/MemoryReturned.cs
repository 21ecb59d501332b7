namespace Compare.Semantics.Questions;

/// <summary>What becomes of committed memory when 64 MiB of objects die.</summary>
internal sealed class MemoryReturned : SemanticQuestion
{
    /// <summary>Objects of about 200 bytes.</summary>
    private const int Objects = 300_000;

    /// <summary>What is kept for the next objects, such as empty arenas, is below this share of the growth.</summary>
    private const double Little = 0.3;

    /// <summary>Above this share nothing worth the name was given back.</summary>
    private const double Most = 0.9;

    /// <inheritdoc/>
    public override string Key => "memory_returned";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Memory;

    /// <inheritdoc/>
    public override string Text => "Is memory given back to the system when most objects die?";

    /// <inheritdoc/>
    public override string Why => "A process that had one large moment may stay large.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        // The host gives back at times of its own choice, so no answer would be the same twice.
        if (mutator.Engine.Traits.ManagedHeap)
        {
            return "when the host likes";
        }

        long before = mutator.Control.Statistics.CommittedBytes ?? 0;
        mutator.Roots(2);
        for (int count = 0; count < Objects; count++)
        {
            mutator.New(1, Shapes.Chunk, count);
            mutator.Store(1, 0, 0);
            mutator.Move(to: 0, from: 1);
        }

        long grown = (mutator.Control.Statistics.CommittedBytes ?? 0) - before;
        mutator.Clear(0);
        mutator.Settle();
        double kept = ((mutator.Control.Statistics.CommittedBytes ?? 0) - before) / (double)grown;
        return grown == 0 ? "no, the area is fixed" : kept < Little ? Yes : kept > Most ? No : "in part";
    }
}
