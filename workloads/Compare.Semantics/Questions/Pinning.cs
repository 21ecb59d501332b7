using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Semantics.Questions;

/// <summary>Whether a program can keep an object from moving.</summary>
internal sealed class Pinning : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "pinning";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "Can an object be pinned?";

    /// <inheritdoc/>
    public override string Why => "Native code needs a place that stays.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        Placement<THeap, TRef> placement = new(mutator);
        placement.MakeWithHoles();
        mutator.Settle();
        if (!placement.HasMoved && !mutator.Engine.Traits.Moving)
        {
            return "nothing moves";
        }

        if (mutator.Heap.Module<IPyPyGcModule<TRef>>() is not { } module)
        {
            return No;
        }

        mutator.Roots(0);
        mutator.Roots(1);
        mutator.New(0, Shapes.Node, 1);
        bool canPinNode = Pin(mutator, module);
        mutator.NewArray(0, Shapes.Words, 1);
        bool canPinBytes = Pin(mutator, module);
        return (canPinNode, canPinBytes) switch
        {
            (true, true) => "young objects",
            (false, true) => "young objects without references",
            _ => No,
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Pin<THeap, TRef>(Mutator<THeap, TRef> mutator, IPyPyGcModule<TRef> module)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = mutator.Heap;
        if (!module.Pin(heap.Root(0)))
        {
            return false;
        }

        nint before = mutator.Address(0);
        mutator.Settle();
        return mutator.Address(0) == before;
    }
}
