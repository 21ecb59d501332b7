using System.Runtime.InteropServices;

namespace Compare.Engines.Clr.Objects;

/// <summary>A weak reference: a short weak handle of the host, null as soon as a collection finds the target unreachable.</summary>
/// <remarks>
/// The handle belongs to the engine's watch and not to this object: a finalizer of its own would free it also when the
/// program's finalizer of another object makes this one reachable again.
/// </remarks>
/// <param name="handle">Handle of the target.</param>
/// <param name="tag">What the callback is told, or 0.</param>
internal abstract class ClrWeak(WeakGCHandle<ClrObject> handle, long tag) : ClrObject
{
    private readonly WeakGCHandle<ClrObject> _handle = handle;

    /// <summary>Gets what the callback is told, or 0.</summary>
    public long Tag { get; } = tag;

    /// <summary>Gets the target, or null when it is dead.</summary>
    public ClrObject? Target => _handle.TryGetTarget(out ClrObject? target) ? target : null;
}
