using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>Whether buffers are resized in place.</summary>
internal sealed class ResizeInPlace : SemanticQuestion
{
    private const int MostBytes = 2000;

    /// <inheritdoc/>
    public override string Key => "resize_in_place";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Objects;

    /// <inheritdoc/>
    public override string Text => "Does a byte array stay where it is while it grows by a byte at a time?";

    /// <inheritdoc/>
    public override string Why => "Each move copies all of it.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(1);
        mutator.New(0, Shapes.ByteArray);
        int moves = CountMoves(mutator);
        return moves == 0 ? "always, with free memory behind it" : moves < MostBytes - 1 ? "within its room" : Never;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountMoves<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = mutator.Heap;
        heap.ResizeBuffer(ref heap.Root(0), 0, 1);
        int moves = 0;
        for (int bytes = 2; bytes <= MostBytes; bytes++)
        {
            ref byte before = ref MemoryMarshal.GetReference(heap.ItemBytes(heap.Root(0), 0));
            heap.ResizeBuffer(ref heap.Root(0), 0, bytes);
            moves += Unsafe.AreSame(ref before, ref MemoryMarshal.GetReference(heap.ItemBytes(heap.Root(0), 0))) ? 0 : 1;
        }

        return moves;
    }
}
