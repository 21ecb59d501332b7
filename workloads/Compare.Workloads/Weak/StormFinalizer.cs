using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Weak;

/// <summary>
/// The finalizer of <see cref="FinalizerStorm"/>: looks whether its object is whole and for the first time here.
/// </summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class StormFinalizer<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private readonly THeap _heap;

    /// <summary>Initializes a new instance of the <see cref="StormFinalizer{THeap, TRef}"/> class.</summary>
    /// <param name="heap">The heap.</param>
    public StormFinalizer(THeap heap)
    {
        _heap = heap;
        Call = OnDeath;
    }

    /// <summary>Gets the finalizer.</summary>
    public Finalizer<TRef> Call { get; }

    /// <summary>Gets or sets the number of objects that were finalized twice or without what they own.</summary>
    public long Errors { get; set; }

    private void OnDeath(ref TRef self)
    {
        TRef part = _heap.Borrow(self, FinalizerStorm.Part);
        bool isWhole = !_heap.IsNull(part)
            && _heap.GetWord(part, FinalizerStorm.Stamp) == _heap.GetWord(self, FinalizerStorm.Stamp);
        Errors += isWhole && _heap.GetWord(self, FinalizerStorm.Calls) == 0 ? 0 : 1;
        _heap.SetWord(self, FinalizerStorm.Calls, 1);
    }
}
