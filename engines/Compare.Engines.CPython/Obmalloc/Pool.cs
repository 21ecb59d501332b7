namespace Compare.Engines.CPython.Obmalloc;

/// <summary>The header of a pool, the blocks of one size class. It lies at the pool's first byte.</summary>
/// <remarks>48 bytes, as CPython's. A pool is in one of three states: used (some blocks taken, linked in the list of its
/// class), full (in no list), empty (in its arena's list of free pools).</remarks>
internal unsafe struct Pool
{
    /// <summary>Blocks taken.</summary>
    public int Taken;

    /// <summary>Size class it serves or served last; <see cref="NeverUsed"/> in a fresh pool.</summary>
    public int SizeClass;

    /// <summary>First free block, linked through their first word; 0 when there is none.</summary>
    public nint FreeBlock;

    /// <summary>Next used pool of the class, or next free pool of the arena.</summary>
    public Pool* Next;

    /// <summary>Previous used pool of the class.</summary>
    public Pool* Previous;

    /// <summary>Arena that it belongs to.</summary>
    public Arena* Arena;

    /// <summary>Offset of the first block that was never taken.</summary>
    public int NextOffset;

    /// <summary>Largest offset at which a block fits.</summary>
    public int MaxNextOffset;

    /// <summary>Bytes of the header (POOL_OVERHEAD).</summary>
    public const int HeaderBytes = 48;

    /// <summary>Size class of a pool that has served none (DUMMY_SIZE_IDX).</summary>
    public const int NeverUsed = 0xFFFF;
}
