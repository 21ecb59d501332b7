namespace Compare.Engines.MicroPython.Blocks;

/// <summary>64-bit words and blocks of 2 words, 16 bytes: a build that sets the block size itself.</summary>
internal readonly struct Words64Blocks16 : IGeometry
{
    /// <inheritdoc/>
    public static int WordBytes => 8;

    /// <inheritdoc/>
    public static int BlockShift => 4;
}
