namespace Compare.Engines.CPython.Cycles;

/// <summary>What splitting a list into reachable and unreachable objects has found.</summary>
internal struct SplitResult
{
    /// <summary>Objects examined.</summary>
    public long Examined;

    /// <summary>Objects that stay in the list.</summary>
    public long Reachable;

    /// <summary>Objects that were moved to the unreachable list.</summary>
    public long Unreachable;

    /// <summary>Objects that left all lists: tuples that can be in no cycle, immortal objects.</summary>
    public long Untracked;

    /// <summary>
    /// The last unreachable object, when all of them lie in front of the others, as young garbage often does; the list's
    /// head when there are none; else 0.
    /// </summary>
    public nint LastDead;

    /// <summary>Whether exact dictionaries are among the reachable.</summary>
    public bool HasDicts;
}
