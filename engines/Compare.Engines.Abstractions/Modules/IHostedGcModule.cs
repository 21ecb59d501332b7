namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// What <c>gc</c>, <c>sys</c> and <c>id</c> of an implementation answer that delegates its memory to a host: most of it is
/// refused, ignored or made up, and this interface says which, call by call.
/// </summary>
/// <remarks>
/// <para>What the original has and refuses (<c>NotImplementedError</c>) throws <see cref="NotSupportedException"/>; what it does
/// not have at all (<c>AttributeError</c>) throws <see cref="MissingMemberException"/>; what it warns of is in
/// <see cref="Warnings"/>.</para>
/// <para>Operations that yield several objects push them onto the root area and return how many; none of them collects.</para>
/// </remarks>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IHostedGcModule<TRef>
    where TRef : struct
{
    /// <summary>Gets the warnings given so far (<c>RuntimeWarning</c>), oldest first.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Gets a value indicating whether collections start by themselves (<c>gc.isenabled</c>).</summary>
    bool IsEnabled { get; }

    /// <summary>Gets or sets the debugging flags (<c>gc.get_debug</c>, <c>gc.set_debug</c>).</summary>
    /// <exception cref="NotSupportedException">Set where the original refuses it.</exception>
    int Debug { get; set; }

    /// <summary>Gets the list of uncollectable objects (<c>gc.garbage</c>), which the host never fills.</summary>
    IList<TRef> Garbage { get; }

    /// <summary>Collects the whole heap (<c>gc.collect()</c>).</summary>
    /// <returns>What the original returns.</returns>
    long Collect();

    /// <summary>Collects (<c>gc.collect(n)</c>).</summary>
    /// <param name="generation">A number, which the original may ignore.</param>
    /// <returns>What the original returns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The original checks the number (<c>ValueError</c>).</exception>
    long Collect(int generation);

    /// <summary>Does nothing (<c>gc.enable</c>).</summary>
    void Enable();

    /// <summary>Cannot stop the host's collector (<c>gc.disable</c>): warns or refuses.</summary>
    /// <exception cref="NotSupportedException">The original refuses.</exception>
    void Disable();

    /// <summary>Gets the counters (<c>gc.get_count</c>).</summary>
    /// <returns>Nothing so far: all originals refuse or lack it.</returns>
    IReadOnlyList<long> GetCounts();

    /// <summary>Gets the thresholds (<c>gc.get_threshold</c>), which have no effect.</summary>
    /// <returns>The thresholds stored.</returns>
    /// <exception cref="NotSupportedException">The original refuses.</exception>
    IReadOnlyList<long> GetThresholds();

    /// <summary>Stores thresholds (<c>gc.set_threshold</c>), which have no effect.</summary>
    /// <param name="thresholds">One to three; those that are missing stay.</param>
    /// <exception cref="NotSupportedException">The original refuses.</exception>
    void SetThresholds(params ReadOnlySpan<long> thresholds);

    /// <summary>Tells whether the collector sees an object (<c>gc.is_tracked</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>What the original answers.</returns>
    bool IsTracked(TRef obj);

    /// <summary>Pushes all objects (<c>gc.get_objects</c>).</summary>
    /// <returns>Number of objects pushed.</returns>
    /// <exception cref="NotSupportedException">The original refuses.</exception>
    int PushObjects();

    /// <summary>Pushes the objects that an object refers to (<c>gc.get_referents</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Number of references pushed; the same object as often as it is referred to.</returns>
    /// <exception cref="NotSupportedException">The original refuses.</exception>
    int PushReferents(TRef obj);

    /// <summary>Pushes the objects that refer to an object (<c>gc.get_referrers</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Number of objects pushed.</returns>
    /// <exception cref="NotSupportedException">The original refuses.</exception>
    int PushReferrers(TRef obj);

    /// <summary>Gets the running number of an object (<c>id</c>), given when it is first asked for.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>The number, the same for the life of the object and no other's.</returns>
    long GetId(TRef obj);

    /// <summary>Gets the count of references (<c>sys.getrefcount</c>).</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Nothing so far: no original has it.</returns>
    long GetReferenceCount(TRef obj);

    /// <summary>Estimates the size of an object as the original does (<c>sys.getsizeof</c>); its true size is <c>SizeOf</c>.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Bytes.</returns>
    long GetSize(TRef obj);
}
