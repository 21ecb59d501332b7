namespace Compare.Engines.Clr.Objects;

/// <summary>What became of a weak reference since it was looked at.</summary>
internal enum WatchedState
{
    /// <summary>It is gone.</summary>
    Gone,

    /// <summary>Nothing to do.</summary>
    Waiting,

    /// <summary>It lives and its target is dead: the callback is due.</summary>
    Due,

    /// <summary>The host found it dead, but a finalizer keeps it and its target lives: it must be watched anew.</summary>
    KeptByFinalizer,

    /// <summary>The host found it dead, with its target, but a finalizer keeps it: its callback is lost for good.</summary>
    KeptCleared,
}
