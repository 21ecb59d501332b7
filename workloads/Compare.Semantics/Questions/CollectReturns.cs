using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics.Questions;

/// <summary>What the number means that a collection returns.</summary>
internal sealed class CollectReturns : SemanticQuestion
{
    private const int Cycles = 50;
    private const int Nodes = 2 * Cycles;

    /// <summary>No object here consists of so many parts.</summary>
    private const int Parts = 10;

    /// <summary>Bytes of each bytes object: what else happens on a host's heap is little beside them.</summary>
    private const int BytesLength = 80_000;
    private const int LeastBytes = Cycles * BytesLength / 2;
    private const int Attempts = 5;

    /// <inheritdoc/>
    public override string Key => "collect_returns";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Control;

    /// <inheritdoc/>
    public override string Text => "What does an explicit collection return?";

    /// <inheritdoc/>
    public override string Why => "Programs and tests compare the number, and it means something else everywhere.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Roots(3);
        mutator.Settle();
        long? small = Collect(mutator, withBytes: false);
        long? large = Collect(mutator, withBytes: true);
        for (int attempt = 1; mutator.Engine.Traits.ManagedHeap && attempt < Attempts && large < LeastBytes; attempt++)
        {
            large = Collect(mutator, withBytes: true); // The host may have collected a part just before.
        }

        return (small, large) switch
        {
            (null, null) => "nothing",
            (Nodes, Nodes) => "unreachable objects that can be in cycles",
            (Nodes, > Nodes and < Nodes * Parts) => "blocks freed, parts of objects included",
            (_, >= LeastBytes) => "bytes freed",
            _ when small == large => $"always {small}",
            _ => "a number",
        };
    }

    private static long? Collect<THeap, TRef>(Mutator<THeap, TRef> mutator, bool withBytes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int count = 0; count < Cycles; count++)
        {
            mutator.New(0, Shapes.Node, 1);
            mutator.New(1, Shapes.Node, 2);
            mutator.Store(0, 0, 1);
            mutator.Store(1, 0, 0);
            if (withBytes)
            {
                mutator.NewArray(2, Shapes.Bytes, BytesLength);
                mutator.Store(0, 1, 2);
            }
        }

        for (int root = 0; root < mutator.Heap.RootCount; root++)
        {
            mutator.Clear(root);
        }

        return mutator.Collect();
    }
}
