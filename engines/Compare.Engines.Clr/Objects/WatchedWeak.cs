using System.Runtime.InteropServices;

namespace Compare.Engines.Clr.Objects;

/// <summary>
/// The handles of a weak reference: of its target, and of itself without keeping it alive. The short one, there only
/// while a callback may come, tells whether the weak reference was alive when its target died (else there is no
/// callback); the long one tells when it is gone for good, finalizers included, and the handles can be freed.
/// </summary>
internal readonly struct WatchedWeak
{
    private readonly WeakGCHandle<ClrObject> _target;
    private readonly WeakGCHandle<ClrWeak> _short;
    private readonly WeakGCHandle<ClrWeak> _long;

    /// <summary>Initializes a new instance of the <see cref="WatchedWeak"/> struct.</summary>
    /// <param name="weak">The weak reference.</param>
    /// <param name="target">Handle of its target.</param>
    public WatchedWeak(ClrWeak weak, WeakGCHandle<ClrObject> target)
    {
        _target = target;
        _short = weak.Tag == 0 ? default : new(weak);
        _long = new(weak, trackResurrection: true);
    }

    private WatchedWeak(WatchedWeak old, WeakGCHandle<ClrWeak> shortHandle)
    {
        _target = old._target;
        _short = shortHandle;
        _long = old._long;
    }

    /// <summary>Looks at the weak reference.</summary>
    /// <param name="weak">It, unless it is gone.</param>
    /// <returns>What became of it.</returns>
    public WatchedState Look(out ClrWeak? weak)
    {
        if (!_long.TryGetTarget(out weak))
        {
            return WatchedState.Gone;
        }

        if (!_short.IsAllocated)
        {
            return WatchedState.Waiting;
        }

        bool targetLives = weak.Target is not null;
        return _short.TryGetTarget(out _)
            ? targetLives ? WatchedState.Waiting : WatchedState.Due
            : targetLives ? WatchedState.KeptByFinalizer : WatchedState.KeptCleared;
    }

    /// <summary>Watches on for a callback.</summary>
    /// <param name="weak">The weak reference.</param>
    /// <returns>The watch in place of this one.</returns>
    public WatchedWeak Again(ClrWeak weak)
    {
        _short.Dispose();
        return new(this, new(weak));
    }

    /// <summary>Watches on without a callback.</summary>
    /// <returns>The watch in place of this one.</returns>
    public WatchedWeak WithoutCallback()
    {
        _short.Dispose();
        return new(this, shortHandle: default);
    }

    /// <summary>Frees the handles.</summary>
    public void Free()
    {
        _target.Dispose();
        _short.Dispose();
        _long.Dispose();
    }
}
