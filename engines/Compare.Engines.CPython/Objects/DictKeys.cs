using System.Runtime.CompilerServices;

namespace Compare.Engines.CPython.Objects;

/// <summary>
/// The table of a dictionary as one block: a header, an index of slots and the entries (Objects/dict-common.h).
/// </summary>
/// <remarks>
/// <code>
/// offset    bytes  content
/// -32 - I   I      the index, in whole words from the block's begin
/// -32       16     in CPython: reference count, sizes as logarithms, version; not used here
/// -16       8      bytes of the index (in CPython the entries that still fit)
///  -8       8      entries used, deleted ones included: 4 bytes are used (dk_nentries)
///   0              the entries; a buffer's address is that of the first
/// </code>
/// CPython has the header before the index; here it is behind, so that a buffer's address leads to it at once. The sizes are
/// the same.
/// </remarks>
internal static unsafe class DictKeys
{
    /// <summary>Bytes of the table's header since 3.11.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Slots of the smallest table.</summary>
    public const int SmallestSlots = 8;

    /// <summary>Bytes of an entry of a table that has string keys only: key and value.</summary>
    public const int StringEntryBytes = 16;

    private const int LargestOneByteSlots = 128;
    private const int LargestTwoByteSlots = 32_768;
    private const int IndexBytesOffset = -16;
    private const int FilledOffset = -8;

    /// <summary>
    /// Gets the bytes of the smallest table with string keys, which waits for reuse in a free list: header, index, entries.
    /// </summary>
    public static int SmallestStringTableBytes { get; } =
        HeaderBytes + SmallestSlots + (Entries(SmallestSlots) * StringEntryBytes);

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
            slots = checked(slots << 1);
        }

        return slots;
    }

    /// <summary>Gets the bytes of the index of a dictionary's table.</summary>
    /// <param name="entries">Entries for which it has room, more than 0.</param>
    /// <returns>Slots of one, two or four bytes.</returns>
    public static int IndexBytes(int entries)
    {
        int slots = Slots(entries);
        return checked(slots * IndexSlotBytes(slots));
    }

    /// <summary>Gets the bytes of one slot of the index.</summary>
    /// <param name="slots">Slots of the index.</param>
    /// <returns>1, 2 or 4.</returns>
    public static int IndexSlotBytes(int slots) => slots <= LargestOneByteSlots ? sizeof(byte)
        : slots <= LargestTwoByteSlots ? sizeof(short) : sizeof(int);

    /// <summary>Gets the bytes of a table before its entries.</summary>
    /// <param name="indexBytes">Bytes of its index.</param>
    /// <returns>Index, in whole words, and header.</returns>
    public static nint PrefixBytes(int indexBytes) =>
        HeaderBytes + (((nint)indexBytes + ObjectLayout.SlotBytes - 1) & -ObjectLayout.SlotBytes);

    /// <summary>Gets the field with the bytes of a table's index.</summary>
    /// <param name="entries">Address of the first entry, not 0.</param>
    /// <returns>The field.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address.
    public static ref int IndexBytesOf(nint entries) => ref *(int*)(entries + IndexBytesOffset);

    /// <summary>Gets the field with a table's second counter.</summary>
    /// <param name="entries">Address of the first entry, not 0.</param>
    /// <returns>The field.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address.
    public static ref int Filled(nint entries) => ref *(int*)(entries + FilledOffset);

    /// <summary>Gets a table's index.</summary>
    /// <param name="entries">Address of the first entry, or 0 for a table without.</param>
    /// <returns>Its bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On the path of every look-up.
    public static Span<byte> Index(nint entries)
    {
        if (entries == 0)
        {
            return default;
        }

        int bytes = IndexBytesOf(entries);
        return new((void*)(entries - HeaderBytes - bytes), bytes);
    }
}
