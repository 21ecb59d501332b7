namespace Compare.Engines.CPython.Obmalloc;

/// <summary>The sizes in which the small-block allocators of CPython's versions differ.</summary>
/// <remarks>A type parameter instead of fields: the allocation fast path then works with constants.</remarks>
internal interface IPoolGeometry
{
    /// <summary>Gets the bytes of a pool, a power of two (POOL_SIZE).</summary>
    static abstract int PoolBytes { get; }

    /// <summary>Gets the bytes of an arena, a multiple of the pool's (ARENA_SIZE).</summary>
    static abstract int ArenaBytes { get; }

    /// <summary>Gets a value indicating whether the version finds the arena of an address in a radix tree.</summary>
    static abstract bool HasArenaMap { get; }
}
