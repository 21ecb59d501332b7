using Compare.Engines.Abstractions.Heaps;

namespace Compare.Harness.Memory;

/// <summary>The measures of fragmentation of one sample (method, section "Where the memory is"); null where a term is unknown or
/// the
/// divisor is 0.</summary>
public static class Fragmentation
{
    /// <summary>Computes 1 − requested ÷ cells.</summary>
    /// <param name="memory">The sample.</param>
    public static double? Internal(MemoryBreakdown memory) =>
        Share(memory.InternalBytes, memory.LiveBytes + memory.FloatingBytes + memory.InternalBytes);

    /// <summary>Computes 1 − free bytes in runs of at least a size ÷ free bytes.</summary>
    /// <param name="memory">The sample.</param>
    /// <param name="power">Binary logarithm of the size.</param>
    public static double? External(MemoryBreakdown memory, int power) => memory.FreeRunBytes is { } runs
        ? Share(runs.Take(power).Sum(), memory.ExternalBytes)
        : null;

    /// <summary>Computes 1 − longest free run ÷ free bytes.</summary>
    /// <param name="memory">The sample.</param>
    public static double? ExternalSingle(MemoryBreakdown memory) =>
        Share(memory.ExternalBytes - memory.LargestFreeRunBytes, memory.ExternalBytes);

    /// <summary>Computes 1 − live ÷ bytes of blocks in use.</summary>
    /// <param name="memory">The sample.</param>
    public static double? BlockWaste(MemoryBreakdown memory) => Share(memory.BlockBytes - memory.LiveBytes, memory.BlockBytes);

    private static double? Share(long? part, long? whole) => whole is null or 0 ? null : (double?)part / whole;
}
