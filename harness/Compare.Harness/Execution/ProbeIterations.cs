namespace Compare.Harness.Execution;

/// <summary>
/// How often the invocation for the work vector runs the workload: once on a fresh heap for the counts, and once more, warm, for
/// the cost of counting where that takes little time.
/// </summary>
public static class ProbeIterations
{
    /// <summary>A first iteration that takes as long, in ns, is the only one.</summary>
    public const long LongFirstNanoseconds = 50_000_000;

    /// <summary>The most iterations; a second one is of no use where no other invocation has one to compare it with.</summary>
    /// <param name="warmup">Warm-up iterations of the other invocations.</param>
    /// <param name="measured">Their measured iterations.</param>
    public static int Most(int warmup, int measured) => Math.Min(2, warmup + measured);

    /// <summary>Whether the first iteration was short enough for another.</summary>
    /// <param name="firstNanoseconds">Wall time of the first iteration, ns.</param>
    public static bool HasSecond(long firstNanoseconds) => firstNanoseconds < LongFirstNanoseconds;
}
