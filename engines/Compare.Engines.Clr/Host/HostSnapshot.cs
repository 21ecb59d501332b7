namespace Compare.Engines.Clr.Host;

/// <summary>What the engine noted right after a collection of the host, on the host's finalizer thread.</summary>
/// <param name="Number">Number of the collection.</param>
/// <param name="AllocatedBytes">Allocation clock.</param>
/// <param name="BeforeBytes">Bytes in the heap before the collection, fragmentation included.</param>
/// <param name="CommittedBytes">Bytes that the host's collector holds from the system.</param>
/// <param name="FragmentedBytes">Free bytes between objects after the collection.</param>
internal readonly record struct HostSnapshot(
    long Number, long AllocatedBytes, long BeforeBytes, long CommittedBytes, long FragmentedBytes);
