namespace Compare.Harness.Execution;

/// <summary>
/// How often a process measures with <c>iterations: auto</c>: until its measured iterations together last long enough, each
/// process for itself. A workload of a millisecond is then measured often and one of seconds no oftener than needed.
/// </summary>
/// <remarks>Only timed invocations vary: the work vector and the search for smallest heaps keep a fixed count.</remarks>
public static class AutoIterations
{
    /// <summary>The fewest measured iterations, so that the median has neighbours; also the count where it must be fixed.</summary>
    public const int Fewest = 3;

    /// <summary>The most measured iterations: every one leaves rows in the results.</summary>
    public const int Most = 100;

    /// <summary>Wall time of all measured iterations that is enough, ns.</summary>
    public const long EnoughNanoseconds = 500_000_000;

    /// <summary>Whether a process has measured enough.</summary>
    /// <param name="measured">Its measured iterations.</param>
    /// <param name="nanoseconds">Their wall time together, ns.</param>
    public static bool IsEnough(int measured, long nanoseconds) =>
        measured >= Most || (measured >= Fewest && nanoseconds >= EnoughNanoseconds);
}
