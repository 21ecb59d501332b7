using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>The order of deaths in a list, told by finalizers.</summary>
internal sealed class ListOrder : SemanticQuestion
{
    private const int Items = 3;

    /// <inheritdoc/>
    public override string Key => "list_order";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Reclamation;

    /// <inheritdoc/>
    public override string Text => "In which order do the items of a dropped list die?";

    /// <inheritdoc/>
    public override string Why => "Programs that release resources in finalizers come to rely on it.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        List<long> order = mutator.RecordFinalizers(Shapes.Mortal);
        mutator.Roots(2);
        Make(mutator);
        mutator.Clear(0);
        mutator.CollectUntil(() => order.Count == Items);
        return order.Count == 0 ? NotApplicable
            : mutator.Engine.Traits.FinalizerOrder == FinalizerOrder.Undefined ? "not promised"
            : Describe(order, "first to last", "last to first");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = mutator.Heap;
        mutator.New(0, Shapes.List);
        heap.ResizeBuffer(ref heap.Root(0), 0, Items);
        for (int item = 0; item < Items; item++)
        {
            mutator.New(1, Shapes.Mortal, item + 1);
            heap.StoreItem(heap.Root(0), 0, item, heap.Root(1));
        }

        mutator.Clear(1);
    }
}
