namespace Compare.Engines.CPython.Objects;

/// <summary>
/// The table of a dictionary as one block: a header, an index of slots, then the entries (Objects/dict-common.h).
/// </summary>
internal static class DictKeys
{
    /// <summary>Bytes of the table's header since 3.11.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Slots of the smallest table.</summary>
    public const int SmallestSlots = 8;

    /// <summary>Bytes of an entry of a table that has string keys only: key and value.</summary>
    public const int StringEntryBytes = 16;

    private const int LargestOneByteSlots = 128;
    private const int LargestTwoByteSlots = 32_768;

    /// <summary>Gets the entries that fit into a table: two thirds of its slots.</summary>
    /// <param name="slots">Slots, a power of two.</param>
    /// <returns>Entries.</returns>
    public static int Entries(int slots) => (int)(((long)slots << 1) / 3);

    /// <summary>Gets the slots of the smallest table with room for a number of entries.</summary>
    /// <param name="entries">Entries.</param>
    /// <returns>Slots, a power of two.</returns>
    public static int Slots(int entries)
    {
        int slots = SmallestSlots;
        while (Entries(slots) < entries)
        {
            slots <<= 1;
        }

        return slots;
    }

    /// <summary>Gets the bytes of a table before its entries.</summary>
    /// <param name="entries">Entries for which it has room.</param>
    /// <returns>Header and index; an index entry has one, two or four bytes.</returns>
    public static int PrefixBytes(int entries)
    {
        int slots = Slots(entries);
        return HeaderBytes + (slots * IndexSlotBytes(slots));
    }

    /// <summary>Gets the bytes of one slot of the index.</summary>
    /// <param name="slots">Slots of the index.</param>
    /// <returns>1, 2 or 4.</returns>
    public static int IndexSlotBytes(int slots) => slots <= LargestOneByteSlots ? sizeof(byte)
        : slots <= LargestTwoByteSlots ? sizeof(short) : sizeof(int);

    /// <summary>
    /// Gets the bytes of the smallest table with string keys, which waits for reuse in a free list: header, index, entries.
    /// </summary>
    public static int SmallestStringTableBytes { get; } =
        HeaderBytes + SmallestSlots + (Entries(SmallestSlots) * StringEntryBytes);
}
