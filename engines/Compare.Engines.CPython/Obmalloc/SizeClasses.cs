namespace Compare.Engines.CPython.Obmalloc;

/// <summary>The size classes of small blocks: 16, 32, … 512 bytes (Include/internal/pycore_obmalloc.h).</summary>
internal static class SizeClasses
{
    /// <summary>Distance of two classes and alignment of every block, bytes.</summary>
    public const int Alignment = 16;

    /// <summary>Largest request that the pools serve, bytes (SMALL_REQUEST_THRESHOLD).</summary>
    public const int LargestBytes = 512;

    /// <summary>Number of classes.</summary>
    public const int Number = LargestBytes / Alignment;

    private const int Shift = 4;

    /// <summary>Gets the class that serves a request.</summary>
    /// <param name="bytes">Bytes requested, 1 or more.</param>
    /// <returns>0 to <see cref="Number"/> − 1, or −1 when the system allocator serves it.</returns>
    public static int Of(long bytes) => bytes > LargestBytes ? -1 : (int)((bytes - 1) >> Shift);

    /// <summary>Gets the block size of a class.</summary>
    /// <param name="sizeClass">The class.</param>
    /// <returns>Bytes.</returns>
    public static int Bytes(int sizeClass) => (sizeClass + 1) << Shift;
}
