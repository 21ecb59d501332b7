using Compare.Harness.Matrix;

namespace Compare.Harness.Machine.Canary;

/// <summary>Where the canary stands among the timed invocations of a run: first, last, and evenly in between.</summary>
public static class CanaryPlaces
{
    /// <summary>
    /// Timed invocations from which on a matrix that does not say otherwise gets a canary: a run of fewer takes too short a
    /// time to
    /// drift, and the canary would be a large part of it.
    /// </summary>
    public const int FewestTimed = 40;

    /// <summary>
    /// Fewest canaries: with ten a trend can be told from chance (methodology, part "The machine during the run").
    /// </summary>
    public const int Fewest = 10;

    /// <summary>Most canaries: more would tell no more of a night.</summary>
    public const int Most = 60;

    private const int TimedPerCanary = 12;

    /// <summary>How many canaries a run has.</summary>
    /// <param name="runs">Settings of the run.</param>
    /// <param name="timed">Timed invocations of the plan.</param>
    /// <returns>The number, 0 for none.</returns>
    public static int Count(RunSettings runs, int timed) =>
        timed > 0 && !runs.Verify && (runs.Canary ?? timed >= FewestTimed) ? Math.Clamp(timed / TimedPerCanary, Fewest, Most) : 0;

    /// <summary>Before which of the timed invocations each canary stands.</summary>
    /// <param name="count">Canaries, 0 or at least 2.</param>
    /// <param name="timed">Timed invocations.</param>
    /// <returns>Ascending; 0 is before the first, <paramref name="timed"/> behind the last.</returns>
    public static IReadOnlyList<int> Of(int count, int timed) =>
        [.. Enumerable.Range(0, count).Select(number => (int)((long)number * timed / (count - 1)))];
}
