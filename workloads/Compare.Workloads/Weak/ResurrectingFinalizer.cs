using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Weak;

/// <summary>The finalizer of <see cref="Resurrection"/>: puts its object before the list that the first root holds.</summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class ResurrectingFinalizer<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private readonly THeap _heap;

    /// <summary>Initializes a new instance of the <see cref="ResurrectingFinalizer{THeap, TRef}"/> class.</summary>
    /// <param name="heap">The heap.</param>
    public ResurrectingFinalizer(THeap heap)
    {
        _heap = heap;
        Call = OnDeath;
    }

    /// <summary>Gets the finalizer.</summary>
    public Finalizer<TRef> Call { get; }

    private void OnDeath(ref TRef self)
    {
        _heap.SetWord(self, Resurrection.Calls, _heap.GetWord(self, Resurrection.Calls) + 1);

        // After the run there is no list any more, and the object dies as others do.
        if (_heap.RootCount > Resurrection.List)
        {
            _heap.Store(self, Resurrection.Next, _heap.Root(Resurrection.List));
            _heap.Copy(ref _heap.Root(Resurrection.List), self);
        }
    }
}
