using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Semantics.Questions;

/// <summary>What the identity hash is made of, and that it stays.</summary>
internal sealed class Identity : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "identity";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "What is the identity of an object?";

    /// <inheritdoc/>
    public override string Why => "An address is free, a number needs a table or a word, and both must outlive every move.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        mutator.New(1, Shapes.Node, 0);
        mutator.New(0, Shapes.Node, 1);
        mutator.Clear(1);
        nint before = mutator.Address(0);
        long hash = Hash(mutator);
        long? id = Id(mutator);
        mutator.Settle();
        if (Hash(mutator) != hash || Id(mutator) != id)
        {
            return "it changes";
        }

        long identity = id ?? hash;
        return identity == before ? "the address"
            : identity == mutator.Address(0) ? "the address that it will have in the old space"
            : "a number";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Hash<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        => mutator.Heap.IdentityHash(mutator.Heap.Root(0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long? Id<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        => mutator.Heap.Module<IPyPyGcModule<TRef>>()?.GetId(mutator.Heap.Root(0));
}
