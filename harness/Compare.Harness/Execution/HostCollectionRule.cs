namespace Compare.Harness.Execution;

/// <summary>
/// Engines on unmanaged memory allocate nothing on the host's heap while a workload runs: what the host's collector takes would
/// be in
/// their times, and nothing else says how much.
/// </summary>
public static class HostCollectionRule
{
    /// <summary>Judges one iteration.</summary>
    /// <param name="iteration">The iteration.</param>
    /// <param name="managedHeap">Whether the engine's objects live on the host's heap.</param>
    /// <param name="verifies">Whether the engine verified its heap, which allocates; its times are no measurements then.</param>
    /// <returns>Why the iteration is not valid, or null.</returns>
    public static string? Fault(WorkerIteration iteration, bool managedHeap, bool verifies) =>
        iteration is { Measured: true, HostCollections: > 0 } && !managedHeap && !verifies
            ? $"The host runtime collected in a measured iteration ({iteration.HostCollections}×) although the engine's memory is "
                + "unmanaged: its time is in the measured one."
            : null;
}
