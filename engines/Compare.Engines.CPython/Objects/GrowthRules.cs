using System.Numerics;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.CPython.Objects;

/// <summary>How CPython sizes the growing parts of its containers.</summary>
/// <remarks>
/// Recovered from the sizes that 3.11, 3.12, 3.13 and 3.14 report; named where they are in CPython's sources. Every
/// recorded sequence is a test.
/// </remarks>
/// <param name="smallestResizedDict">
/// Slots for a table that is resized with one or two live entries: 16 by a quirk of rounding to 3.13, 8 in 3.14.
/// </param>
/// <param name="growsListsOfHashTables">Whether a list made of a dictionary or set gets room to grow (3.13+).</param>
internal sealed class GrowthRules(int smallestResizedDict, bool growsListsOfHashTables) : IGrowthRules
{
    private const int GeneratorGuess = 8;
    private const int LongestExactConstants = 2;
    private const int SmallestTable = 8;
    private const int DictGrowth = 3;
    private const int SetGrowth = 4;
    private const int LargeSetGrowth = 2;
    private const int LargeSet = 50_000;
    private const int SmallByteArray = 9;
    private const int SmallArray = 8;
    private const int SharedKeysAtFirst = 30;

    /// <inheritdoc/>
    /// <remarks>list_resize in Objects/listobject.c: an eighth more, in multiples of four.</remarks>
    public int ListCapacity(int capacity, int oldLength, int newLength)
    {
        if (capacity >= newLength && newLength >= capacity >> 1)
        {
            return capacity;
        }

        if (newLength == 0)
        {
            return 0;
        }

        int grown = checked(newLength + (newLength >> 3) + 6) & ~3;
        return newLength - oldLength > grown - newLength ? checked(newLength + 3) & ~3 : grown;
    }

    /// <inheritdoc/>
    public int NewListCapacity(ListOrigin origin, int length) => origin switch
    {
        ListOrigin.Exact => length,
        ListOrigin.Constants => length <= LongestExactConstants ? length : Even(length),
        ListOrigin.Sequence => Even(length),
        ListOrigin.HashTable => growsListsOfHashTables ? ListCapacity(0, 0, length) : Even(length),
        ListOrigin.Generator => GeneratorCapacity(length),
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    /// <inheritdoc/>
    /// <remarks>PyByteArray_Resize in Objects/bytearrayobject.c: an eighth more, unless that would not do.</remarks>
    public int ByteArrayCapacity(int capacity, int newLength)
    {
        int needed = checked(newLength + 1);
        if (needed <= capacity)
        {
            return newLength < capacity / 2 ? needed : capacity;
        }

        bool isSlightlyMore = newLength <= capacity + (capacity / 8.0);
        return isSlightlyMore ? checked(newLength + (newLength >> 3) + (newLength < SmallByteArray ? 3 : 6)) : needed;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// array_resize in Modules/arraymodule.c: a sixteenth more. It asks how long the array was; one that grows item by
    /// item is full then, so that is its capacity. Only a deletion of 16 items or more at once gives memory back there;
    /// here none does.
    /// </remarks>
    public int ArrayCapacity(int capacity, int newLength) => newLength <= capacity
        ? capacity
        : checked(newLength + (newLength >> 4) + (capacity < SmallArray ? 3 : 7));

    /// <inheritdoc/>
    /// <remarks>
    /// GROWTH_RATE in Objects/dictobject.c: three slots for each live entry. A table made for a known number of entries
    /// is the smallest one in which they fit, as insertion would have left it.
    /// </remarks>
    public int DictSlots(int used)
    {
        int wanted = checked(used * DictGrowth);
        return wanted == 0 ? SmallestTable
            : wanted < SmallestTable ? smallestResizedDict
            : PowerOfTwo(wanted);
    }

    /// <inheritdoc/>
    /// <remarks>USABLE_FRACTION in Objects/dictobject.c.</remarks>
    public int DictEntries(int slots) => (int)(((long)slots << 1) / 3);

    /// <inheritdoc/>
    /// <remarks>set_add_entry and set_table_resize in Objects/setobject.c.</remarks>
    public int SetSlots(int slots, int filled, int used) => IsCrowded(slots, filled)
        ? AbovePowerOfTwo(checked(used * (used > LargeSet ? LargeSetGrowth : SetGrowth)))
        : slots;

    /// <inheritdoc/>
    /// <remarks>set_merge in Objects/setobject.c.</remarks>
    public int CopiedSetSlots(int used) =>
        IsCrowded(SmallestTable, used) ? AbovePowerOfTwo(checked(used * LargeSetGrowth)) : SmallestTable;

    /// <inheritdoc/>
    /// <remarks>
    /// shared_keys_usable_size in Objects/dictobject.c: the keys of a class lose room with each instance (SHARED_KEYS_MAX_SIZE 30)
    /// until one more than the attributes fits.
    /// </remarks>
    public int SharedValues(int attributes, int instances) =>
        Math.Max(SharedKeysAtFirst - instances, Math.Min(attributes + 1, PythonSizes.SharedKeys));

    /// <inheritdoc/>
    public int IndexSlotBytes(int slots) => DictKeys.IndexSlotBytes(slots);

    private static bool IsCrowded(int slots, int filled) => filled * 5L >= (slots - 1) * 3L;

    private static int Even(int length) => checked(length + 1) & ~1;

    private static int PowerOfTwo(int least) => checked((int)BitOperations.RoundUpToPowerOf2((uint)least));

    private static int AbovePowerOfTwo(int number) => Math.Max(SmallestTable, PowerOfTwo(checked(number + 1)));

    /// <summary>Room for eight at first, then appending, at last what is too much goes back.</summary>
    private int GeneratorCapacity(int length)
    {
        int capacity = GeneratorGuess;
        while (capacity < length)
        {
            capacity = ListCapacity(capacity, capacity, capacity + 1);
        }

        return ListCapacity(capacity, length, length);
    }
}
