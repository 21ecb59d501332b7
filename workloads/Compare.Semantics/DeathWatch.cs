using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics;

/// <summary>
/// Tells whether objects have been reclaimed: by the number of objects, or where that is not known by a weak reference.
/// </summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class DeathWatch<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private readonly Mutator<THeap, TRef> _mutator;
    private readonly int _weak;
    private readonly long? _objects;

    /// <summary>
    /// Initializes a new instance of the <see cref="DeathWatch{THeap, TRef}"/> class, which may make a weak reference.
    /// </summary>
    /// <param name="mutator">Operations on the heap.</param>
    /// <param name="target">Slot of the object that is watched.</param>
    /// <param name="weak">An empty slot.</param>
    public DeathWatch(Mutator<THeap, TRef> mutator, int target, int weak)
    {
        _mutator = mutator;
        _weak = weak;
        _objects = mutator.Control.Statistics.ObjectCount;
        if (_objects is null)
        {
            mutator.NewWeak(weak, target, tag: 0);
        }
    }

    /// <summary>Gets a value indicating whether it is dead.</summary>
    public bool IsDead => _objects is { } before
        ? _mutator.Control.Statistics.ObjectCount < before
        : _mutator.IsCleared(_weak);
}
