using Compare.Engines.Abstractions.Heaps;

namespace Compare.Harness.Execution;

/// <summary>Where the memory of a heap was at one instant of the invocation that collects the work vector.</summary>
/// <param name="Moment">begin, phase, before or after (a collection), growth, peak or end.</param>
/// <param name="AllocatedBytes">Allocation clock since the begin.</param>
/// <param name="CommittedPeakBytes">Most bytes held from the operating system up to then; null for unknown.</param>
/// <param name="Memory">The terms.</param>
public sealed record WorkerMemory(string Moment, long AllocatedBytes, long? CommittedPeakBytes, MemoryBreakdown Memory);
