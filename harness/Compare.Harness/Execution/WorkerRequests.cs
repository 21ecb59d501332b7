namespace Compare.Harness.Execution;

/// <summary>The requests of one measured iteration, in order; times are ns since the first operation.</summary>
/// <param name="Iteration">Number of the iteration, warm-up included.</param>
/// <param name="Scheduled">Arrivals; null for a closed loop.</param>
/// <param name="Begin">Begins.</param>
/// <param name="End">Ends.</param>
public sealed record WorkerRequests(
    int Iteration, IReadOnlyList<long>? Scheduled, IReadOnlyList<long> Begin, IReadOnlyList<long> End);
