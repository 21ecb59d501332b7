using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.MicroPython.Objects;

/// <summary>How MicroPython sizes lists, byte arrays and tables.</summary>
internal sealed class GrowthRules : IGrowthRules
{
    /// <summary>Items beyond the length that a list gets when it is extended (list.extend: len + m + 4).</summary>
    private const int ExtensionSlack = 4;

    /// <summary>Bytes by which an array grows when an item is appended (array.append: 8 at a time).</summary>
    private const int ArrayStep = 8;

    /// <summary>Sizes of hash tables (hash_allocation_sizes); beyond the last, the next odd number of 1.5 times.</summary>
    private static readonly int[] s_tableSizes =
    [
        0, 2, 4, 6, 8, 10, 12, 17, 23, 29, 37, 47, 59, 73, 97, 127, 167, 223, 293, 389, 521, 691, 919, 1223, 1627, 2161,
        3229, 4831, 7243, 10861, 16273, 24407, 36607, 54907,
    ];

    /// <summary>Gets the smallest table for a number of entries.</summary>
    /// <param name="entries">Entries, 0 or more.</param>
    /// <returns>Slots.</returns>
    public static int TableSize(int entries)
    {
        foreach (int size in s_tableSizes)
        {
            if (size >= entries)
            {
                return size;
            }
        }

        return (entries + (entries / 2)) | 1;
    }

    /// <inheritdoc/>
    public int ListCapacity(int capacity, int oldLength, int newLength)
    {
        if (newLength > capacity)
        {
            return newLength == oldLength + 1 ? Math.Max(capacity * 2, KindSizes.LeastListItems) : newLength + ExtensionSlack;
        }

        if (newLength == 0)
        {
            return KindSizes.LeastListItems; // clear()
        }

        bool isPop = newLength == oldLength - 1;
        return isPop && capacity > KindSizes.LeastListItems && capacity > 2 * newLength ? capacity / 2 : capacity;
    }

    /// <inheritdoc/>
    /// <remarks>A list made from anything that is iterated grows by appending.</remarks>
    public int NewListCapacity(ListOrigin origin, int length)
    {
        int capacity = Math.Max(length, KindSizes.LeastListItems);
        if (origin is ListOrigin.Exact or ListOrigin.Constants)
        {
            return capacity;
        }

        int doubled = KindSizes.LeastListItems;
        while (doubled < length)
        {
            doubled *= 2;
        }

        return doubled;
    }

    /// <inheritdoc/>
    /// <remarks>list_extend: what is needed and four more, also for one item.</remarks>
    public int ExtendedListCapacity(int capacity, int oldLength, int newLength) =>
        newLength > capacity ? newLength + ExtensionSlack : capacity;

    /// <inheritdoc/>
    /// <remarks>Exact: a new array is filled, not appended to.</remarks>
    public int NewByteArrayCapacity(int length) => length;

    /// <inheritdoc/>
    /// <remarks>Appending one adds room for eight; extending by more, what is needed. There is no final zero.</remarks>
    public int ByteArrayCapacity(int capacity, int newLength) => ArrayCapacity(capacity, newLength);

    /// <inheritdoc/>
    public int ArrayCapacity(int capacity, int newLength) =>
        newLength <= capacity ? capacity : newLength == capacity + 1 ? capacity + ArrayStep : newLength;

    /// <inheritdoc/>
    /// <remarks>Not a power of two here: the next size after a table that is full with <paramref name="used"/> entries.</remarks>
    public int DictSlots(int used) => TableSize(used + 1);

    /// <inheritdoc/>
    public int DictEntries(int slots) => slots;

    /// <inheritdoc/>
    public int SetSlots(int slots, int filled, int used) => filled > slots ? TableSize(slots + 1) : slots;

    /// <inheritdoc/>
    public int CopiedSetSlots(int used) => TableSize(used);

    /// <inheritdoc/>
    /// <remarks>Tables have no index here.</remarks>
    public int IndexSlotBytes(int slots) => 0;
}
