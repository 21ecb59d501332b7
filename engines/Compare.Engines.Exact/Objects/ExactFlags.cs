namespace Compare.Engines.Exact.Objects;

/// <summary>What the exact heap knows of an object beside its counts.</summary>
[Flags]
internal enum ExactFlags
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Its finalizer has been called, which happens once.</summary>
    Finalized = 1,

    /// <summary>The implementation itself keeps it: outside the account, and never dead.</summary>
    Shared = 2,

    /// <summary>It is in the table of interned strings.</summary>
    Interned = 4,

    /// <summary>The time of its death is known.</summary>
    Timed = 8,

    /// <summary>
    /// Cyclic garbage that was freed held it, or an object that this is true of: on a heap that only counts, where that garbage stays,
    /// it would never die.
    /// </summary>
    HeldByGarbage = 16,
}
