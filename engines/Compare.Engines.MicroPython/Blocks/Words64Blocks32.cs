namespace Compare.Engines.MicroPython.Blocks;

/// <summary>64-bit words and blocks of 4 words, 32 bytes: MicroPython's unix port.</summary>
internal readonly struct Words64Blocks32 : IGeometry
{
    /// <inheritdoc/>
    public static int WordBytes => 8;

    /// <inheritdoc/>
    public static int BlockShift => 5;
}
