namespace Compare.Engines.CPython.Obmalloc;

/// <summary>Pools of 16 KiB in arenas of 1 MiB, as CPython has them since 3.10.</summary>
internal readonly struct LargePools : IPoolGeometry
{
    /// <inheritdoc/>
    public static int PoolBytes => 16 << 10;

    /// <inheritdoc/>
    public static int ArenaBytes => 1 << 20;

    /// <inheritdoc/>
    public static bool HasArenaMap => true;
}
