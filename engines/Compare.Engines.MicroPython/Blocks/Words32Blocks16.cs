namespace Compare.Engines.MicroPython.Blocks;

/// <summary>32-bit words and blocks of 4 words, 16 bytes: microcontrollers and WebAssembly.</summary>
internal readonly struct Words32Blocks16 : IGeometry
{
    /// <inheritdoc/>
    public static int WordBytes => 4;

    /// <inheritdoc/>
    public static int BlockShift => 4;
}
