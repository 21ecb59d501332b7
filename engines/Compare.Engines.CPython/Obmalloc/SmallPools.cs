namespace Compare.Engines.CPython.Obmalloc;

/// <summary>Pools of 4 KiB in arenas of 256 KiB, as CPython had them up to 3.9.</summary>
internal readonly struct SmallPools : IPoolGeometry
{
    /// <inheritdoc/>
    public static int PoolBytes => 4 << 10;

    /// <inheritdoc/>
    public static int ArenaBytes => 256 << 10;

    /// <inheritdoc/>
    public static bool HasArenaMap => false;
}
