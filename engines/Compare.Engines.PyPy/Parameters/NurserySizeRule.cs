namespace Compare.Engines.PyPy.Parameters;

/// <summary>How the size of the nursery follows from that of the processor's cache.</summary>
/// <param name="CacheLimit">A cache above this size gives half of itself, bytes.</param>
/// <param name="Otherwise">The nursery for any other cache, bytes.</param>
/// <remarks>best_nursery_size_for_L2cache in rpython/memory/gc/env.py.</remarks>
internal sealed record NurserySizeRule(long CacheLimit, long Otherwise)
{
    private const long Mega = 1 << 20;

    /// <summary>Gets the rule of PyPy main (2026-08).</summary>
    public static NurserySizeRule Main { get; } = new(8 * Mega, 4 * Mega);

    /// <summary>Gets the rule of PyPy 7.3.11 and of its neighbours.</summary>
    public static NurserySizeRule Release7311 { get; } = new(2 * Mega, Mega);

    /// <summary>Chooses a size.</summary>
    /// <param name="cacheBytes">Bytes of the cache, or <see cref="CpuCache.Unknown"/>.</param>
    /// <returns>Bytes.</returns>
    public long SizeFor(long cacheBytes) => cacheBytes > CacheLimit ? cacheBytes / 2 : Otherwise;

    /// <summary>Chooses the size for this machine.</summary>
    /// <returns>Bytes.</returns>
    public long Estimate() => SizeFor(CpuCache.Read());
}
