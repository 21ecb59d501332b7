namespace Compare.Engines.Abstractions.Maps;

/// <summary>Forms of memory that several engines have.</summary>
public static class HeapMapExtensions
{
    /// <summary>Bytes of the slices that memory without units of its own is shown in.</summary>
    public const long SliceBytes = 1 << 10;

    /// <summary>Counts the slices of a run of memory.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>Slices, the last of which may be short.</returns>
    public static long Slices(long bytes) => (bytes + SliceBytes - 1) / SliceBytes;

    /// <summary>Adds a run of memory that is filled from its start on.</summary>
    /// <param name="map">The map.</param>
    /// <param name="usedBytes">Bytes in use.</param>
    /// <param name="bytes">Bytes in all.</param>
    /// <param name="rest">What the memory behind them is.</param>
    public static void AddFilled(this IHeapMap map, long usedBytes, long bytes, HeapCellState rest)
    {
        long full = Math.Min(usedBytes, bytes) / SliceBytes;
        map.Add(HeapCellState.Used, 0, SliceBytes, SliceBytes, full);
        long at = full * SliceBytes;
        if (usedBytes > at)
        {
            map.Add(HeapCellState.Used, 0, usedBytes - at, Math.Min(SliceBytes, bytes - at));
            at += SliceBytes;
        }

        if (at < bytes)
        {
            map.Add(rest, 0, 0, SliceBytes, (bytes - at) / SliceBytes);
            long tail = (bytes - at) % SliceBytes;
            map.Add(rest, 0, 0, tail, tail > 0 ? 1 : 0);
        }
    }

    /// <summary>Adds a space of which only the size is known.</summary>
    /// <param name="map">The map.</param>
    /// <param name="name">Its name.</param>
    /// <param name="usedBytes">Bytes in use.</param>
    /// <param name="bytes">Bytes in all.</param>
    public static void AddAmount(this IHeapMap map, string name, long usedBytes, long bytes)
    {
        map.Space(name, HeapSpaceKind.Amount, "slice", SliceBytes, Slices(bytes));
        map.AddFilled(usedBytes, bytes, HeapCellState.Free);
    }
}
