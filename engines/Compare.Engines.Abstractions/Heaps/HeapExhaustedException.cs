namespace Compare.Engines.Abstractions.Heaps;

/// <summary>
/// The heap limit does not hold another allocation. The heap is intact: every local and every object is as it was.
/// </summary>
public sealed class HeapExhaustedException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="HeapExhaustedException"/> class.</summary>
    /// <param name="requestedBytes">Bytes that could not be had.</param>
    /// <param name="limitBytes">The heap limit in bytes, or null when the system itself had no more.</param>
    /// <param name="usedBytes">Bytes in use by objects.</param>
    /// <param name="largestFreeRunBytes">Longest free run in bytes, where the engine has a notion of it.</param>
    public HeapExhaustedException(long requestedBytes, long? limitBytes, long usedBytes, long? largestFreeRunBytes)
        : base(Describe(requestedBytes, limitBytes, usedBytes, largestFreeRunBytes))
    {
        RequestedBytes = requestedBytes;
        LimitBytes = limitBytes;
        UsedBytes = usedBytes;
        LargestFreeRunBytes = largestFreeRunBytes;
    }

    /// <summary>Initializes a new instance of the <see cref="HeapExhaustedException"/> class that tells why.</summary>
    /// <param name="requestedBytes">Bytes that could not be had.</param>
    /// <param name="limitBytes">The heap limit in bytes.</param>
    /// <param name="usedBytes">Bytes in use by objects.</param>
    /// <param name="freeBytes">Bytes that are free, in any number of runs.</param>
    /// <param name="largestFreeRunBytes">Longest free run in bytes.</param>
    /// <param name="reason">A sentence that tells exhaustion from fragmentation.</param>
    public HeapExhaustedException(
        long requestedBytes, long limitBytes, long usedBytes, long freeBytes, long largestFreeRunBytes, string reason)
        : base(
            $"Out of memory: {requestedBytes} bytes do not fit into the heap limit of {limitBytes} bytes; {usedBytes} bytes are in "
            + $"use, {freeBytes} bytes are free, the longest free run is {largestFreeRunBytes} bytes. {reason}")
    {
        RequestedBytes = requestedBytes;
        LimitBytes = limitBytes;
        UsedBytes = usedBytes;
        FreeBytes = freeBytes;
        LargestFreeRunBytes = largestFreeRunBytes;
    }

    /// <summary>Gets the free bytes at that moment, or null where the engine has no notion of it.</summary>
    public long? FreeBytes { get; }

    /// <summary>Gets the bytes that could not be had.</summary>
    public long RequestedBytes { get; }

    /// <summary>Gets the heap limit in bytes, or null when the system itself had no more.</summary>
    public long? LimitBytes { get; }

    /// <summary>Gets the bytes in use by objects at that moment.</summary>
    public long UsedBytes { get; }

    /// <summary>Gets the longest free run in bytes, or null where the engine has no notion of it.</summary>
    public long? LargestFreeRunBytes { get; }

    private static string Describe(long requested, long? limit, long used, long? largestFreeRun)
    {
        string where = limit is { } bytes ? $"the heap limit of {bytes} bytes" : "the memory of the system";
        string run = largestFreeRun is { } free ? $", the longest free run is {free} bytes" : string.Empty;
        return $"Out of memory: {requested} bytes do not fit into {where}; {used} bytes are in use{run}.";
    }
}
