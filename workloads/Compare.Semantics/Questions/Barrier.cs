using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>The write barrier: its name from the traits, held to what it must achieve.</summary>
internal sealed class Barrier : SemanticQuestion
{
    private const long Young = 77;

    /// <inheritdoc/>
    public override string Key => "barrier";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "What does a store of a reference cost beside the store?";

    /// <inheritdoc/>
    public override string Why => "It is paid at every store, also by programs that never collect.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, 1);
        mutator.Settle();
        mutator.New(1, Shapes.Node, Young);
        mutator.Store(0, 0, 1);
        long? count = Count(mutator);
        mutator.Clear(1);
        mutator.Control.Collect(0);
        mutator.Load(1, 0, field: 0);
        if (mutator.Number(1) != Young)
        {
            return "too little: the object is lost";
        }

        BarrierKind kind = mutator.Engine.Traits.Barrier;
        bool isGenerational = mutator.Control.GenerationCount > 1 || mutator.Engine.Traits.ManagedHeap; // Jython's gc tells of one.
        return kind switch
        {
            BarrierKind.None when !isGenerational && count is null => "nothing",
            BarrierKind.ReferenceCounting when count == 2 => "two counts",
            BarrierKind.ObjectRemembering when isGenerational => "a test of the object's header, once a list entry",
            BarrierKind.CardMarking when isGenerational => "a card is marked",
            _ => $"not {kind}, which is promised",
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long? Count<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        => mutator.Heap.ReferenceCount(mutator.Heap.Root(1));
}
