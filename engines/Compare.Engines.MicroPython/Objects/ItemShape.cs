namespace Compare.Engines.MicroPython.Objects;

/// <summary>The items of a buffer, in native memory.</summary>
internal struct ItemShape
{
    /// <summary>References in an item; they come first.</summary>
    public int References;

    /// <summary>64-bit words in an item.</summary>
    public int Words;

    /// <summary>Bytes of an item.</summary>
    public int Bytes;

    /// <summary>Offset of the first word in an item.</summary>
    public int WordsOffset;
}
