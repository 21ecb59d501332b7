using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>Whether a finalizer can bring its object back, whole.</summary>
internal sealed class Resurrection : SemanticQuestion
{
    private const int Kept = 2;
    private const long OwnNumber = 31;
    private const long ChildNumber = 32;

    /// <inheritdoc/>
    public override string Key => "resurrection";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "What becomes of an object that its finalizer makes reachable again?";

    /// <inheritdoc/>
    public override string Why => "A finalizer that stores its object somewhere must not leave a dangling reference behind.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        bool? isWhole = Observe(mutator);
        return isWhole is null ? NotApplicable : isWhole.Value ? "it lives, whole" : "it is broken";
    }

    private static bool? Observe<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = mutator.Heap;
        heap.SetFinalizer(heap.Register(Shapes.Mortal), (ref self) => heap.Copy(ref heap.Root(Kept), self));
        mutator.Roots(Kept + 1);
        mutator.New(0, Shapes.Mortal, OwnNumber);
        mutator.New(1, Shapes.Node, ChildNumber);
        mutator.Store(0, 0, 1);
        mutator.Clear(1);
        mutator.Clear(0);
        mutator.CollectUntil(() => !mutator.IsNull(Kept));
        if (mutator.IsNull(Kept))
        {
            return null;
        }

        mutator.Settle();
        mutator.Load(1, Kept, field: 0);
        return mutator.Number(Kept) == OwnNumber && mutator.Number(1) == ChildNumber;
    }
}
