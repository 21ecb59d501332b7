using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>Whether a count is there, and counts.</summary>
internal sealed class ReferenceCount : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "reference_count";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "Can a program see how many references an object has?";

    /// <inheritdoc/>
    public override string Why => "Some programs change an object in place when nobody else has it.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(2);
        mutator.New(0, Shapes.Node, 1);
        long? before = Count(mutator);
        mutator.Store(0, 0, 0);
        return before is null ? No : Count(mutator) == before + 1 ? Yes : "it is wrong";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long? Count<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        => mutator.Heap.ReferenceCount(mutator.Heap.Root(0));
}
