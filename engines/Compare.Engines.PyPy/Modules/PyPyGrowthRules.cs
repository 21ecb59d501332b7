using System.Numerics;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy.Modules;

/// <summary>How PyPy sizes the growing parts of its containers.</summary>
/// <remarks>
/// <para>
/// Recovered from the sizes that PyPy 7.3.11 reports; named where they are in RPython's sources. Every recorded sequence
/// is a test.
/// </para>
/// <para>
/// A table here is two arrays: an index of slots, and the entries in the order of insertion. The interface's slots are
/// those of the index; <see cref="EntryCapacity"/> and <see cref="CompactedEntryCapacity"/> size the entries. Rules for both
/// take deleted entries to be squeezed out whenever the index is rebuilt. PyPy leaves them there until the entries are full.
/// </para>
/// </remarks>
internal sealed class PyPyGrowthRules : IGrowthRules
{
    /// <summary>Slots of a table's first index (DICT_INITSIZE).</summary>
    public const int SmallestTable = 16;

    // _ll_list_resize_hint_really in rpython/rtyper/rlist.py, and setlen in pypy/module/array.
    private const int ShortList = 9;
    private const int ShortListSpare = 3;
    private const int LongListSpare = 6;
    private const int SpareShift = 3;

    // Measured: a display of 101 items has the capacity of a list that was appended to.
    private const int LongestDisplay = 100;

    // rpython/rtyper/lltypesystem/rordereddict.py: each entry takes a third of a slot's two.
    private const int CounterPerSlot = 2;
    private const int CounterPerEntry = 3;
    private const int MostExtraEntries = 30_000;
    private const int EntrySpare = 8;

    /// <inheritdoc/>
    /// <remarks>
    /// An eighth more and three or six; less than half, by more than five, gives all room back. The length before does not
    /// matter.
    /// </remarks>
    public int ListCapacity(int capacity, int oldLength, int newLength)
    {
        if (newLength > capacity)
        {
            return Overallocated(newLength);
        }

        return newLength < PyPySizes.LeastItemsInPlace(capacity) ? newLength : capacity;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Exact, but for a generator, whose items are appended, and for a display of more than a hundred items, which the
    /// compiler turns into appending: those of computed items are to be asked for as of a generator.
    /// </remarks>
    public int NewListCapacity(ListOrigin origin, int length) => origin switch
    {
        ListOrigin.Constants when length > LongestDisplay => AppendedCapacity(length),
        ListOrigin.Exact or ListOrigin.Constants or ListOrigin.Sequence or ListOrigin.HashTable => length,
        ListOrigin.Generator => AppendedCapacity(length),
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    /// <inheritdoc/>
    /// <remarks>The first extension grows a list as any other.</remarks>
    public int ExtendedListCapacity(int capacity, int oldLength, int newLength) =>
        ListCapacity(capacity, oldLength, newLength);

    /// <inheritdoc/>
    /// <remarks>An exact copy of the left one is extended.</remarks>
    public int ConcatenatedListCapacity(int left, int right) => ListCapacity(left, left, checked(left + right));

    /// <inheritdoc/>
    public int NewByteArrayCapacity(int length) => length;

    /// <inheritdoc/>
    /// <remarks>It grows from nothing to the length of the list.</remarks>
    public int NewArrayCapacity(int length) => ArrayCapacity(0, length);

    /// <inheritdoc/>
    /// <remarks>As a list's, for the bytes are one; there is no terminating zero. A new byte array is exact.</remarks>
    public int ByteArrayCapacity(int capacity, int newLength) => ListCapacity(capacity, newLength, newLength);

    /// <inheritdoc/>
    /// <remarks>
    /// As a list's when it grows; less than half shrinks, and leaves the same spare room. A new array of a list grows from
    /// nothing, one of another iterable is appended to, and the deletion of a slice leaves an exact one.
    /// </remarks>
    public int ArrayCapacity(int capacity, int newLength)
    {
        if (newLength <= capacity && newLength >= capacity / 2)
        {
            return capacity;
        }

        return newLength == 0 ? 0 : Overallocated(newLength);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Slots of the index when it is full: more than twice what there will be when as many entries, and one, but at most
    /// 30,000, have come. A table made for a known number of entries has what insertion one by one would have given it:
    /// <see cref="CopiedSetSlots"/>.
    /// </remarks>
    public int DictSlots(int used)
    {
        int extra = Math.Min(used + 1, MostExtraEntries);
        return Math.Max(SmallestTable, checked((int)BitOperations.RoundUpToPowerOf2(((uint)(used + extra) * 2) + 1)));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Entries until the index is rebuilt: those alive when it was built, and all inserted since. It is rebuilt before the
    /// insertion of one more.
    /// </remarks>
    public int DictEntries(int slots) => (int)((((long)slots * CounterPerSlot) - 1) / CounterPerEntry);

    /// <inheritdoc/>
    /// <remarks>A set is a dictionary without values. Its index is rebuilt for the entries before the insertion.</remarks>
    public int SetSlots(int slots, int filled, int used) => filled > DictEntries(slots) ? DictSlots(used - 1) : slots;

    /// <inheritdoc/>
    /// <remarks>
    /// A copy has the arrays of the original in their sizes; this is what an original without deletions has, a dictionary
    /// as well as a set. 0 entries have no index at all.
    /// </remarks>
    public int CopiedSetSlots(int used)
    {
        if (used == 0)
        {
            return 0;
        }

        int slots = SmallestTable;
        while (used > DictEntries(slots))
        {
            slots = DictSlots(DictEntries(slots));
        }

        return slots;
    }

    /// <summary>Gets the entries that fit into a table's array of entries after it was full.</summary>
    /// <param name="capacity">Entries that fit now; 0 for a table without entries.</param>
    /// <returns>Entries that fit afterwards (_overallocate_entries_len).</returns>
    public static int EntryCapacity(int capacity) => checked(capacity + (capacity >> SpareShift) + EntrySpare);

    /// <summary>Gets the entries that fit into a table's array of entries after deleted ones were squeezed out.</summary>
    /// <param name="capacity">Entries that fit now.</param>
    /// <param name="used">Live entries.</param>
    /// <returns>The same while a quarter is in use, else room to grow for those alive.</returns>
    public static int CompactedEntryCapacity(int capacity, int used) => used < capacity / 4 ? EntryCapacity(used) : capacity;

    /// <summary>Tells whether a full array of entries is squeezed rather than enlarged.</summary>
    /// <param name="ever">Entries in it, deleted ones included.</param>
    /// <param name="used">Live entries.</param>
    /// <returns>True when more than half are deleted.</returns>
    public static bool IsCompactedWhenFull(int ever, int used) => used < ever / 2;

    /// <summary>Tells whether a deletion squeezes the array of entries.</summary>
    /// <param name="capacity">Entries that fit.</param>
    /// <param name="used">Live entries after the deletion.</param>
    /// <returns>True when fewer than an eighth are in use, less the smallest table's.</returns>
    public static bool IsCompactedByDeletion(int capacity, int used) => used + SmallestTable <= capacity / 8;

    /// <inheritdoc/>
    /// <remarks>Both arrays as insertion one by one enlarges them, each when it is full.</remarks>
    public TableSize NewTable(int entries)
    {
        int capacity = 0;
        do
        {
            capacity = EntryCapacity(capacity);
        }
        while (capacity < entries);

        return new(Math.Max(SmallestTable, CopiedSetSlots(entries)), capacity);
    }

    /// <inheritdoc/>
    public bool IndexMayFillFirst => true;

    /// <inheritdoc/>
    public bool IsFull(TableSize now, int filled) => filled >= now.Entries || filled >= DictEntries(now.Slots);

    /// <inheritdoc/>
    /// <remarks>Full entries are squeezed or enlarged first; then a full index is enlarged, or rebuilt where it is large enough.</remarks>
    public TableSize GrownTable(TableSize now, int filled, int used)
    {
        int capacity = now.Entries;
        if (filled >= capacity)
        {
            if (IsCompactedWhenFull(filled, used))
            {
                return new(now.Slots, CompactedEntryCapacity(capacity, used)); // That rebuilds the index too.
            }

            capacity = EntryCapacity(capacity);
        }

        return filled >= DictEntries(now.Slots) ? Rebuilt(new(now.Slots, capacity), used) : new(now.Slots, capacity);
    }

    /// <inheritdoc/>
    public TableSize TableAfterDeletion(TableSize now, int filled, int used) =>
        IsCompactedByDeletion(now.Entries, used) ? Rebuilt(now, used) : now;

    /// <summary>Gets the size of a table whose index is rebuilt: an index that would become smaller stays, the entries may not.</summary>
    private TableSize Rebuilt(TableSize now, int used)
    {
        int slots = DictSlots(used);
        return slots < now.Slots ? new(now.Slots, CompactedEntryCapacity(now.Entries, used)) : new(slots, now.Entries);
    }

    /// <inheritdoc/>
    public int IndexSlotBytes(int slots) => PyPySizes.IndexSlotBytes(slots);

    private static int Overallocated(int length) =>
        checked(length + (length >> SpareShift) + (length < ShortList ? ShortListSpare : LongListSpare));

    private static int AppendedCapacity(int length)
    {
        int capacity = 0;
        while (capacity < length)
        {
            capacity = Overallocated(capacity + 1);
        }

        return capacity;
    }
}
