using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// What PyPy's <c>gc</c> module and RPython's <c>rgc</c> offer beyond <see cref="IHeapControl"/>, which has collect, enable and
/// disable. There are no counts, thresholds, tracking or <c>sys.getrefcount</c>, as in PyPy.
/// </summary>
/// <remarks>Operations that yield several objects push them onto the root area and return how many; none of them collects.</remarks>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IPyPyGcModule<TRef>
    where TRef : struct
{
    /// <summary>Gets or sets the hooks; null for none.</summary>
    IPyPyGcHooks? Hooks { get; set; }

    /// <summary>Gets a value indicating whether finalizers run (<c>gc.enable_finalizers</c> as often as disabled).</summary>
    bool AreFinalizersEnabled { get; }

    /// <summary>Collects the nursery and does one step of a major collection (<c>gc.collect_step</c>).</summary>
    /// <returns>The step; finalizers run in a step of their own at the end.</returns>
    GcCollectStepStats CollectStep();

    /// <summary>Collects the nursery and nothing else.</summary>
    void CollectMinor();

    /// <summary>Reads the accounts (<c>gc.get_stats</c>).</summary>
    /// <param name="withMemoryPressure">Whether to sum up what objects hold outside the heap, which walks the heap.</param>
    /// <returns>The accounts.</returns>
    PyPyMemoryStats GetStatistics(bool withMemoryPressure);

    /// <summary>Puts off finalizers and weak callbacks; calls nest (<c>gc.disable_finalizers</c>).</summary>
    void DisableFinalizers();

    /// <summary>Ends one <see cref="DisableFinalizers"/>; after the last, what waits runs at the next check point.</summary>
    /// <exception cref="InvalidOperationException">Finalizers are not disabled.</exception>
    void EnableFinalizers();

    /// <summary>Tells the collector of memory outside its heap that lives as long as objects do (<c>rgc.add_memory_pressure</c>).</summary>
    /// <param name="bytes">Bytes, 0 or more.</param>
    void AddMemoryPressure(long bytes);

    /// <summary>Keeps a young object of plain data where it is (<c>rgc.pin</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>False when it cannot be pinned: old, with references or finalizer, pinned already, or too many are.</returns>
    bool Pin(TRef obj);

    /// <summary>Lets a pinned object move again (<c>rgc.unpin</c>).</summary>
    /// <param name="obj">A pinned object.</param>
    /// <exception cref="InvalidOperationException">It is not pinned.</exception>
    void Unpin(TRef obj);

    /// <summary>Tells whether an object is pinned.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>True for a pinned object.</returns>
    bool IsPinned(TRef obj);

    /// <summary>Tells whether an object will move (<c>rgc.can_move</c>; true for pinned objects too, as in PyPy).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>True while it is in the nursery.</returns>
    bool CanMove(TRef obj);

    /// <summary>Gets <c>id(obj)</c>: the address that the object has, or will have when it has left the nursery.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>The id, which never changes.</returns>
    long GetId(TRef obj);

    /// <summary>Cancels the finalizer of an object.</summary>
    /// <param name="obj">Not null.</param>
    void IgnoreFinalizer(TRef obj);

    /// <summary>Gets the bytes of an object itself, header included, storage not (<c>gc.get_rpy_memory_usage</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Bytes.</returns>
    long GetMemoryUsage(TRef obj);

    /// <summary>Pushes all reachable objects (<c>gc.get_objects</c>).</summary>
    /// <returns>Number of objects pushed.</returns>
    int PushObjects();

    /// <summary>Pushes the objects that an object refers to (<c>gc.get_referents</c>), those through its storage included.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Number of references pushed.</returns>
    int PushReferents(TRef obj);

    /// <summary>Pushes the reachable objects that refer to an object (<c>gc.get_referrers</c>), each once.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Number of objects pushed.</returns>
    int PushReferrers(TRef obj);
}
