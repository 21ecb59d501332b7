namespace Compare.Engines.CPython.Obmalloc;

/// <summary>1 MiB from the operating system, cut into pools.</summary>
internal unsafe struct Arena
{
    /// <summary>Address of the mapping.</summary>
    public nint Address;

    /// <summary>Next pool that was never carved out.</summary>
    public nint PoolAddress;

    /// <summary>Pools that are free: freed ones and those never carved out.</summary>
    public int FreePools;

    /// <summary>Pools in all: 64 when the mapping happens to be aligned to a pool, else 63.</summary>
    public int TotalPools;

    /// <summary>Freed pools, newest first.</summary>
    public Pool* FreedPools;

    /// <summary>Next usable arena: as many free pools or more.</summary>
    public Arena* NextUsable;

    /// <summary>Previous usable arena.</summary>
    public Arena* PreviousUsable;

    /// <summary>Next arena of all, usable or full.</summary>
    public Arena* NextOfAll;

    /// <summary>Previous arena of all.</summary>
    public Arena* PreviousOfAll;

    /// <summary>Bytes of an arena (ARENA_SIZE since 3.10).</summary>
    public const int Bytes = 1 << 20;

    /// <summary>Most pools of an arena.</summary>
    public const int MaxPools = Bytes / Pool.Bytes;
}
