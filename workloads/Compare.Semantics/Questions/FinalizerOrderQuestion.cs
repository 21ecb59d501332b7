using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>The order of finalizers of a chain, which is made from either end.</summary>
internal sealed class FinalizerOrderQuestion : SemanticQuestion
{
    private const int Length = 3;

    /// <inheritdoc/>
    public override string Key => "finalizer_order";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "In which order is a dead chain finalized?";

    /// <inheritdoc/>
    public override string Why => "Only an owner that is finalized first may still use what it owns.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        List<long> order = mutator.RecordFinalizers(Shapes.Mortal);
        mutator.Roots(Length);
        string fromEnd = Name(mutator, order, ownerFirst: false);
        string fromOwner = Name(mutator, order, ownerFirst: true);
        return (fromEnd, fromOwner) switch
        {
            (NotApplicable, _) => NotApplicable,
            _ when mutator.Engine.Traits.FinalizerOrder == FinalizerOrder.Undefined => "not promised",
            ("falling", "rising") => "owners first",
            ("rising", "falling") => "owned first",
            ("rising", "rising") => "oldest first",
            ("falling", "falling") => "newest first",
            _ => $"{fromEnd}; {fromOwner}",
        };
    }

    // Numbers rise in the order of allocation.
    private static string Name<THeap, TRef>(Mutator<THeap, TRef> mutator, List<long> order, bool ownerFirst)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        order.Clear();
        for (int number = 0; number < Length; number++)
        {
            mutator.New(number, Shapes.Mortal, number + 1);
        }

        for (int number = 1; number < Length; number++)
        {
            (int owner, int owned) = ownerFirst ? (number - 1, number) : (number, number - 1);
            mutator.Store(owner, 0, owned);
        }

        // Those in the middle first: they live on as long as their owner.
        int last = ownerFirst ? 0 : Length - 1;
        for (int number = 0; number < Length; number++)
        {
            if (number != last)
            {
                mutator.Clear(number);
            }
        }

        mutator.Clear(last);
        mutator.CollectUntil(() => order.Count == Length);
        return order.Count == 0 ? NotApplicable : Describe(order, "rising", "falling");
    }
}
