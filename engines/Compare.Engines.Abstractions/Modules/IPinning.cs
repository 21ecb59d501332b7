namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// Pinning: has an object stay where it is, as for a buffer that a device writes to. Engines that move objects and can make an
/// exception have it; where nothing ever moves there is nothing to ask for.
/// </summary>
/// <remarks>
/// What is pinned is given free before it is dropped: whether a pin keeps its object alive is not defined (a handle of .NET does,
/// PyPy's flag does not).
/// </remarks>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IPinning<TRef>
    where TRef : struct
{
    /// <summary>Pins an object. Never collects.</summary>
    /// <param name="obj">Not null; an object without references, with word or byte elements.</param>
    /// <returns>
    /// What <see cref="Unpin"/> needs, not 0; 0 when it cannot be pinned now. It differs from engine to engine and from run to
    /// run.
    /// </returns>
    long Pin(TRef obj);

    /// <summary>Lets a pinned object move again. Never collects.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="pin">What <see cref="Pin"/> returned for it, not 0.</param>
    void Unpin(TRef obj, long pin);
}
