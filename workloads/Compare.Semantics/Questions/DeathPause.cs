using Compare.Engines.Abstractions.Events;

namespace Compare.Semantics.Questions;

/// <summary>Whether dropping a long chain stops the program there and then.</summary>
internal sealed class DeathPause : SemanticQuestion
{
    /// <summary>Length of the chain, objects: above what any engine thinks too short to log.</summary>
    private const int Length = 20_000;

    /// <inheritdoc/>
    public override string Key => "death_pause";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Reclamation;

    /// <inheritdoc/>
    public override string Text => "Is the death of a long chain a pause where its last reference goes?";

    /// <inheritdoc/>
    public override string Why => "Counting looks free of pauses until something large dies.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        for (int count = 0; count < Length; count++)
        {
            mutator.New(1, Shapes.Node, count);
            mutator.Store(1, 0, 0);
            mutator.Move(to: 0, from: 1);
        }

        int before = mutator.Engine.Events.Count;
        mutator.Clear(0);
        IEventLog<GcEvent> events = mutator.Engine.Events;
        return Enumerable.Range(before, events.Count - before).Any(index => events[index].Kind == CollectionKind.Cascade)
            ? Yes
            : No;
    }
}
