using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// What Python's <c>gc</c> module offers beyond <see cref="IHeapControl"/>, which has collect, enable, disable, thresholds
/// and counts.
/// </summary>
/// <remarks>
/// Operations that yield several objects push them onto the root area, which then owns them, and return how many; cut
/// them off again with <see cref="IHeap{TRef}.ResizeRoots"/>. None of them collects.
/// </remarks>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IGcModule<TRef>
    where TRef : struct
{
    /// <summary>Gets or sets the debugging flags (<c>gc.set_debug</c>).</summary>
    CollectorDebug Debug { get; set; }

    /// <summary>Gets the number of frozen objects (<c>gc.get_freeze_count</c>).</summary>
    long FrozenCount { get; }

    /// <summary>Gets what collections of each generation have done (<c>gc.get_stats</c>).</summary>
    /// <returns>One entry a generation, youngest first.</returns>
    IReadOnlyList<GenerationStatistics> GetStatistics();

    /// <summary>
    /// Moves all tracked objects into the permanent generation, which is never examined and acts as a root
    /// (<c>gc.freeze</c>); counters become 0.
    /// </summary>
    void Freeze();

    /// <summary>Moves all frozen objects into the oldest generation (<c>gc.unfreeze</c>).</summary>
    void Unfreeze();

    /// <summary>Adds a callback that is called before and after each collection (<c>gc.callbacks</c>).</summary>
    /// <param name="callback">It may use the heap, but must not collect: a nested collection does nothing.</param>
    void AddCallback(Action<CollectionNotice> callback);

    /// <summary>Removes a callback.</summary>
    /// <param name="callback">The callback.</param>
    /// <returns>True when it was there.</returns>
    bool RemoveCallback(Action<CollectionNotice> callback);

    /// <summary>Tells whether the collector sees an object (<c>gc.is_tracked</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>False for atoms, and for containers that can be in no cycle.</returns>
    bool IsTracked(TRef obj);

    /// <summary>Tells whether the finalizer of an object has run (<c>gc.is_finalized</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>False for objects without a collector's header.</returns>
    bool IsFinalized(TRef obj);

    /// <summary>Pushes the tracked objects in list order (<c>gc.get_objects</c>); frozen ones are not among them.</summary>
    /// <param name="generation">The generation, or null for all.</param>
    /// <returns>Number of objects pushed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such generation.</exception>
    int PushObjects(int? generation);

    /// <summary>Pushes the objects that an object refers to, in the order of traversal (<c>gc.get_referents</c>).</summary>
    /// <param name="obj">Not null; for objects that the collector does not know, nothing is pushed.</param>
    /// <returns>Number of references pushed; the same object as often as it is referred to.</returns>
    int PushReferents(TRef obj);

    /// <summary>Pushes the tracked objects that refer to an object (<c>gc.get_referrers</c>), each once.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Number of objects pushed.</returns>
    int PushReferrers(TRef obj);

    /// <summary>Pushes the objects that were found unreachable but not freed (<c>gc.garbage</c>).</summary>
    /// <returns>Number of objects pushed.</returns>
    int PushGarbage();

    /// <summary>Empties the garbage list, which owns its objects (<c>gc.garbage.clear()</c>); they may die.</summary>
    void ClearGarbage();

    /// <summary>
    /// Names the legacy finalizer (<c>tp_del</c>) of a type with <see cref="ObjectTraits.LegacyFinalizer"/>. It runs at each
    /// death by count, and objects in cycles that reach one are uncollectable.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="finalizer">Called with a local that holds the object.</param>
    /// <exception cref="InvalidOperationException">The type lacks the trait.</exception>
    void SetLegacyFinalizer(TypeHandle type, Finalizer<TRef> finalizer);
}
