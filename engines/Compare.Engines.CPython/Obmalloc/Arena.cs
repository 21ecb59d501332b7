namespace Compare.Engines.CPython.Obmalloc;

/// <summary>Memory from the operating system, cut into pools.</summary>
internal unsafe struct Arena
{
    /// <summary>Address of what the system mapped; <see cref="Address"/> but for tests that choose the alignment.</summary>
    public nint Mapping;

    /// <summary>Bytes that the system mapped.</summary>
    public nint MappingBytes;

    /// <summary>Address of the arena.</summary>
    public nint Address;

    /// <summary>Arenas that were mapped before it.</summary>
    public long Number;

    /// <summary>First pool: the mapping's first address that is aligned to a pool.</summary>
    public nint FirstPool;

    /// <summary>Next pool that was never carved out.</summary>
    public nint PoolAddress;

    /// <summary>Pools that are free: freed ones and those never carved out.</summary>
    public int FreePools;

    /// <summary>Pools in all: 64, or 63 when the mapping is not aligned to a pool.</summary>
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
}
