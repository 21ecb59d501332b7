using System.Numerics;

namespace Compare.Engines.Heap.Breakdown;

/// <summary>Free memory by the size of its runs, for external fragmentation.</summary>
public sealed class FreeRuns
{
    /// <summary>Powers of two below the size of an address space.</summary>
    private const int Classes = 48;

    private readonly long[] _bytes = new long[Classes];

    /// <summary>Gets the bytes of all runs.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>Gets the bytes of the longest run.</summary>
    public long LargestBytes { get; private set; }

    /// <summary>Gets the bytes by size: entry k is of runs of at least 2^k and less than 2^(k+1) bytes; none behind the
    /// longest.</summary>
    public IReadOnlyList<long> Bytes => LargestBytes == 0 ? [] : _bytes[..(BitOperations.Log2((ulong)LargestBytes) + 1)];

    /// <summary>Adds runs of one size.</summary>
    /// <param name="runBytes">Bytes of each; nothing is added for 0.</param>
    /// <param name="runs">How many.</param>
    public void Add(long runBytes, long runs = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(runBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        if (runBytes == 0 || runs == 0)
        {
            return;
        }

        _bytes[BitOperations.Log2((ulong)runBytes)] += runBytes * runs;
        TotalBytes += runBytes * runs;
        LargestBytes = Math.Max(LargestBytes, runBytes);
    }
}
