using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>Whether marking is conservative.</summary>
internal sealed class AddressWord : SemanticQuestion
{
    /// <summary>Where the memory of the 32-bit boards begins that <c>micropython:word=32</c> is modelled on.</summary>
    private const long BoardMemory = 0x2000_0000;

    /// <summary>Blocks of these boards have 16 bytes.</summary>
    private const int BoardBlockShift = 4;

    /// <summary>Words of two such addresses each: the first 256 KiB of the memory, where the first object is.</summary>
    private const int BoardWords = 8192;

    /// <inheritdoc/>
    public override string Key => "address_word";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Reclamation;

    /// <inheritdoc/>
    public override string Text => "Does a number that looks like an address keep the object there alive?";

    /// <inheritdoc/>
    public override string Why => "Conservative marking leaks by chance; exact marking needs to know every reference.";

    /// <inheritdoc/>
    public override string Observe(Subject subject) => RunInSmallHeap(subject);

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(3);
        mutator.New(0, Shapes.Node, 1);
        Disguise(mutator);
        DeathWatch<THeap, TRef> watch = new(mutator, target: 0, weak: 2);
        mutator.Clear(0);
        mutator.Settle();
        return !mutator.Engine.Traits.Reclaims ? NotApplicable : watch.IsDead ? No : Yes;
    }

    // Slot 1 gets an array of numbers: the object's address, its hash, and where a 32-bit board would have it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Disguise<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = mutator.Heap;
        mutator.NewArray(1, Shapes.Words, BoardWords + 2);
        TRef words = heap.Root(1);
        for (int index = 0; index < BoardWords; index++)
        {
            long low = BoardMemory + ((2L * index) << BoardBlockShift);
            heap.SetElementWord(words, index, low | ((low + (1 << BoardBlockShift)) << 32));
        }

        heap.SetElementWord(words, BoardWords, mutator.Address(0));
        heap.SetElementWord(words, BoardWords + 1, heap.IdentityHash(heap.Root(0)));
    }
}
