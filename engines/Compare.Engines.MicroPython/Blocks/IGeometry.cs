namespace Compare.Engines.MicroPython.Blocks;

/// <summary>
/// Sizes of a build. The heap is generic over them, so that each is a constant to the just-in-time compiler.
/// </summary>
internal interface IGeometry
{
    /// <summary>Gets the bytes of a machine word: what a reference in the heap takes.</summary>
    static abstract int WordBytes { get; }

    /// <summary>Gets the binary logarithm of a block's bytes (MICROPY_BYTES_PER_GC_BLOCK).</summary>
    static abstract int BlockShift { get; }
}
