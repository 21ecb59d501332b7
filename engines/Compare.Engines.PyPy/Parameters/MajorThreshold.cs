namespace Compare.Engines.PyPy.Parameters;

/// <summary>How much memory may be used when the next major collection begins, and how that follows from the last.</summary>
/// <remarks>Numbers are doubles, as in rpython/memory/gc/incminimark.py (PyPy main, 2026-08).</remarks>
internal struct MajorThreshold
{
    /// <summary>What malloc takes for a block of raw memory, which PyPy adds to a reported one.</summary>
    private const double RawBlockOverhead = 16;

    /// <summary>Initializes a new instance of the <see cref="MajorThreshold"/> struct with the least threshold.</summary>
    /// <param name="minHeap">Least threshold, bytes.</param>
    /// <param name="growth">Most growth from one major collection to the next, a factor above 1.</param>
    /// <param name="maxHeap">Largest threshold, bytes; 0 for none.</param>
    /// <param name="factor">Threshold per byte that a collection leaves, above 1.</param>
    /// <param name="maxDelta">Most bytes of a threshold above what a collection leaves.</param>
    public MajorThreshold(double minHeap, double growth, double maxHeap, double factor, double maxDelta)
    {
        MinHeap = minHeap;
        Growth = growth;
        MaxHeap = maxHeap;
        Factor = factor;
        MaxDelta = maxDelta;
        Initial = minHeap;
        Next = minHeap;
        SetFrom(0);
    }

    /// <summary>Gets the least threshold, bytes.</summary>
    public double MinHeap { get; }

    /// <summary>Gets the most growth from one major collection to the next, a factor.</summary>
    public double Growth { get; }

    /// <summary>Gets the largest threshold, bytes; 0 for none.</summary>
    public double MaxHeap { get; }

    /// <summary>Gets the threshold per byte that a collection leaves.</summary>
    public double Factor { get; }

    /// <summary>Gets the most bytes of a threshold above what a collection leaves.</summary>
    public double MaxDelta { get; }

    /// <summary>Gets the threshold as the last collection set it, from which growth is limited.</summary>
    public double Initial { get; private set; }

    /// <summary>Gets the threshold now: <see cref="Initial"/> less the memory that the program reported since.</summary>
    public double Next { get; private set; }

    /// <summary>Sets the threshold within its bounds.</summary>
    /// <param name="threshold">The threshold wanted, bytes.</param>
    /// <param name="reserving">Bytes that are about to be allocated; the limit of growth does not apply to them.</param>
    /// <returns>Whether <see cref="MaxHeap"/> bounded it.</returns>
    public bool SetFrom(double threshold, double reserving = 0)
    {
        threshold = Math.Max(Math.Min(threshold, Initial * Growth) + reserving, MinHeap);
        bool isBounded = MaxHeap > 0 && threshold > MaxHeap;
        Initial = isBounded ? MaxHeap : threshold;
        Next = Initial;
        return isBounded;
    }

    /// <summary>Sets the threshold after a major collection.</summary>
    /// <param name="usedBytes">Bytes that it left, without those that only finalizers keep.</param>
    /// <param name="reserving">Bytes that are about to be allocated.</param>
    /// <returns>Whether <see cref="MaxHeap"/> bounded it.</returns>
    public bool SetAfterCollection(double usedBytes, double reserving) =>
        SetFrom(Math.Min(usedBytes * Factor, usedBytes + MaxDelta), reserving);

    /// <summary>Tells whether a major collection is to begin.</summary>
    /// <param name="usedBytes">Bytes in use.</param>
    /// <param name="extra">Bytes that are about to be allocated.</param>
    public readonly bool IsReached(long usedBytes, double extra = 0) => Next - usedBytes < extra;

    /// <summary>Lowers the threshold by memory outside the collector's heap that an object holds.</summary>
    /// <param name="bytes">Bytes of that memory.</param>
    /// <returns>Whether the threshold fell below 0, so that the next allocation must look.</returns>
    public bool AddPressure(long bytes)
    {
        Next -= bytes + RawBlockOverhead;
        return Next < 0;
    }
}
