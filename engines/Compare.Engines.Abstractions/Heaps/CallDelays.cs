namespace Compare.Engines.Abstractions.Heaps;

/// <summary>
/// How late weak callbacks and finalizers reached the program: from the end of the collection that found the object dead, as
/// exactly as the engine knows it, to the call.
/// </summary>
/// <param name="Calls">Calls delivered.</param>
/// <param name="TotalNanoseconds">Sum of their delays, ns of wall time.</param>
/// <param name="MaxNanoseconds">Longest delay, ns of wall time.</param>
/// <param name="TotalBytes">Sum of what the program allocated meanwhile, bytes on the allocation clock.</param>
/// <param name="MaxBytes">Most that the program allocated meanwhile, bytes on the allocation clock.</param>
public readonly record struct CallDelays(
    long Calls, long TotalNanoseconds, long MaxNanoseconds, long TotalBytes, long MaxBytes);
