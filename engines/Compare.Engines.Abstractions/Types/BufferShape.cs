namespace Compare.Engines.Abstractions.Types;

/// <summary>
/// The items of a buffer: memory that exactly one object owns and no other reference reaches, such as the item array of
/// a list or the table of a dictionary.
/// </summary>
/// <param name="References">References in each item, 0 or more; they come first.</param>
/// <param name="Words">64-bit words in each item, 0 or more.</param>
/// <param name="Bytes">1 for a buffer of bytes (then without references and words), else 0.</param>
public readonly record struct BufferShape(int References, int Words, int Bytes)
{
    /// <summary>Size of a reference and of a word in the allocation clock's accounting, bytes.</summary>
    public const int SlotBytes = 8;

    /// <summary>Gets the shape of a list's items: one reference each.</summary>
    public static BufferShape ReferenceItems => new(1, 0, 0);

    /// <summary>Gets the shape of an array of 64-bit words.</summary>
    public static BufferShape WordItems => new(0, 1, 0);

    /// <summary>Gets the shape of an array of bytes.</summary>
    public static BufferShape ByteItems => new(0, 0, 1);

    /// <summary>
    /// Gets a value indicating whether the buffer is a hash table's entries, with an index of slots that the engine keeps where
    /// the original does: before the entries, or as an array of its own.
    /// </summary>
    public bool HasIndex { get; init; }

    /// <summary>Gets the bytes of one item where references take 8 bytes.</summary>
    public int ItemBytes => ((References + Words) * SlotBytes) + Bytes;
}
