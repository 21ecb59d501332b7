using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Semantics;

/// <summary>A chain of numbered objects that fills the heap.</summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class FullHeap<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    /// <summary>Objects that certainly fill a small heap.</summary>
    private const int MostObjects = 1_000_000;

    private readonly Mutator<THeap, TRef> _mutator;

    /// <summary>Initializes a new instance of the <see cref="FullHeap{THeap, TRef}"/> class; slot 0 is the chain's.</summary>
    /// <param name="mutator">Operations on the heap.</param>
    public FullHeap(Mutator<THeap, TRef> mutator)
    {
        _mutator = mutator;
        mutator.Roots(1);
    }

    /// <summary>Gets the number of objects in the chain.</summary>
    public long Length { get; private set; }

    /// <summary>Lengthens the chain until the heap is full.</summary>
    /// <returns>True when an allocation was refused.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Fill()
    {
        THeap heap = _mutator.Heap;
        Locals<TRef> f = default;
        heap.Enter(ref f);
        bool isFull = false;
        try
        {
            TypeHandle type = heap.Register(Shapes.Chunk);
            while (Length < MostObjects)
            {
                heap.New(ref f.A, type);
                heap.SetWord(f.A, 0, Length);
                heap.Store(f.A, 0, heap.Root(0));
                heap.Copy(ref heap.Root(0), f.A);
                Length++;
            }
        }
        catch (HeapExhaustedException) when (heap.Unwind(ref f))
        {
            isFull = true;
        }

        heap.Leave(ref f);
        return isFull;
    }

    /// <summary>Drops the chain.</summary>
    public void Drop()
    {
        _mutator.Clear(0);
        Length = 0;
    }

    /// <summary>Looks at each object of the chain.</summary>
    /// <returns>True when all are there with their numbers.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool IsIntact()
    {
        THeap heap = _mutator.Heap;
        Locals<TRef> f = default;
        heap.Enter(ref f);
        heap.Copy(ref f.A, heap.Root(0));
        long number = Length;
        while (!heap.IsNull(f.A) && heap.GetWord(f.A, 0) == number - 1)
        {
            number--;
            heap.Load(ref f.A, f.A, 0);
        }

        bool isIntact = number == 0 && heap.IsNull(f.A);
        heap.Leave(ref f);
        return isIntact;
    }
}
