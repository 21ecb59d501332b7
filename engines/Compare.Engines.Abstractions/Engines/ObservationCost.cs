namespace Compare.Engines.Abstractions.Engines;

/// <summary>What it has cost so far to observe a collector that reports by events, and what was missed.</summary>
/// <param name="CpuNanoseconds">CPU time of the thread that receives the events, ns; null where the system does not say.</param>
/// <param name="AllocatedBytes">Bytes that this thread allocated on the host's heap.</param>
/// <param name="Events">Events received.</param>
/// <param name="LostCollections">Collections that happened and of which no event told.</param>
public readonly record struct ObservationCost(long? CpuNanoseconds, long AllocatedBytes, long Events, long LostCollections);
