using Compare.Harness.Matrix;
using Compare.Reports.Formatting;

namespace Compare.Reports.Sections;

/// <summary>
/// Heap limits of several workloads that mean the same: one multiple of what each of them needs, or the same bytes.
/// </summary>
/// <param name="Point">The multiple; null outside a heap sweep.</param>
/// <param name="Bytes">The limit in bytes; null in a heap sweep and for no limit.</param>
internal readonly record struct HeapSizePlace(decimal? Point, long? Bytes)
{
    /// <summary>Whether there is a limit.</summary>
    public bool IsLimited => Point is not null || Bytes is not null;

    /// <summary>Where it lies on the axis; null for no limit.</summary>
    public double? Position => (double?)Point ?? Bytes;

    /// <summary>What a reader sees.</summary>
    public string Text =>
        Point is { } point ? HeapSweep.Text(point) + "×"
        : Bytes is { } bytes ? Quantity.Bytes(bytes)
        : "no limit";
}
