using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics;

/// <summary>Objects with holes between them, and where each was: what a collector that can move would close up.</summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
/// <param name="mutator">Operations on the heap; all of its root area is used.</param>
internal sealed class Placement<THeap, TRef>(Mutator<THeap, TRef> mutator)
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    /// <summary>Objects made: some megabytes, so that their holes are worth a compaction to a collector that weighs it.</summary>
    private const int Objects = 20_000;

    /// <summary>One of so many objects lives.</summary>
    private const int KeptOf = 10;

    private readonly nint[] _places = new nint[Objects];

    /// <summary>Gets a value indicating whether an object is somewhere else than it was.</summary>
    public bool HasMoved =>
        Enumerable.Range(0, mutator.Heap.RootCount).Any(root => !mutator.IsNull(root) && mutator.Address(root) != _places[root]);

    /// <summary>Makes objects of which most are dead at once.</summary>
    public void MakeWithHoles()
    {
        mutator.Roots(Objects / KeptOf);
        for (int number = 0; number < Objects; number++)
        {
            mutator.New(number / KeptOf, Shapes.Block, number);
        }

        Note();
    }

    /// <summary>Makes objects that all live.</summary>
    public void MakeAll()
    {
        mutator.Roots(Objects);
        for (int number = 0; number < Objects; number++)
        {
            mutator.New(number, Shapes.Block, number);
        }
    }

    /// <summary>Drops most of the objects and notes where the others are.</summary>
    public void DropMost()
    {
        for (int number = 0; number < Objects; number++)
        {
            if (number % KeptOf != 0)
            {
                mutator.Clear(number);
            }
        }

        Note();
    }

    private void Note()
    {
        for (int root = 0; root < mutator.Heap.RootCount; root++)
        {
            _places[root] = mutator.Address(root);
        }
    }
}
