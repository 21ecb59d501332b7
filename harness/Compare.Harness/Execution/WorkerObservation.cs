namespace Compare.Harness.Execution;

/// <summary>What it cost to observe the collector in all measured iterations, and what was missed.</summary>
/// <param name="CpuNs">CPU time, ns; null where the system does not say.</param>
/// <param name="AllocatedBytes">Bytes allocated on the host's heap.</param>
/// <param name="Events">Events received.</param>
/// <param name="LostCollections">Collections of which no event told.</param>
public sealed record WorkerObservation(long? CpuNs, long AllocatedBytes, long Events, long LostCollections);
