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

    /// <summary>
    /// Offset in the owner of the machine word with the buffer's address. The numbers of the buffer follow it, see
    /// <see cref="BufferNumbers"/>.
    /// </summary>
    public int Offset;

    /// <summary>1 for a table, whose block has an index behind the entries.</summary>
    public byte HasIndex;

    /// <summary>Offset of the first word in an item.</summary>
    public int WordsOffset;
}
