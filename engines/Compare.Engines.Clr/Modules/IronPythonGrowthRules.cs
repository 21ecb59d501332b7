using System.Numerics;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Clr.Modules;

/// <summary>
/// How IronPython 3 sizes the growing parts of its containers, by its sources (PythonList, ArrayData,
/// CommonDictionaryStorage, SetStorage).
/// </summary>
/// <remarks>Used under both profiles: Jython's containers are the Java library's and not modelled. Nothing ever shrinks.</remarks>
internal sealed class IronPythonGrowthRules : IGrowthRules
{
    // PythonList.EnsureSize.
    private const int FirstListCapacity = 4;
    private const int LeastGrownList = 10;
    private const int ListFactor = 3;
    private const int Factor = 2;

    /// <summary>Room of a list made of something that does not tell its length.</summary>
    private const int UnknownLengthCapacity = 20;

    /// <summary>Room of bytes or array items at the first one (ArrayData.EnsureSize).</summary>
    private const int FirstArrayCapacity = 8;

    private const int FirstTable = 8;
    private const int DictFactor = 4;

    // A table is full at seven tenths, in dictionaries reached, in sets exceeded; in tenths so that numbers stay whole.
    private const long LoadTenths = 7;
    private const long Tenths = 10;

    /// <inheritdoc/>
    /// <remarks>
    /// Three times the length, at least 10, doubled until all fits; the first items of an empty list come one by one.
    /// </remarks>
    public int ListCapacity(int capacity, int oldLength, int newLength)
    {
        if (newLength <= capacity)
        {
            return capacity;
        }

        if (capacity == 0)
        {
            return Appended(FirstListCapacity, newLength);
        }

        int grown = Math.Max(checked(oldLength * ListFactor), LeastGrownList);
        while (grown < newLength)
        {
            grown = checked(grown * Factor);
        }

        return grown;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Exact, but for a generator. A concatenation rounds up to 16 items, above 256 to 128, which the interface cannot ask for.
    /// </remarks>
    public int NewListCapacity(ListOrigin origin, int length) => origin switch
    {
        ListOrigin.Generator => Appended(UnknownLengthCapacity, length),
        ListOrigin.Exact or ListOrigin.Constants or ListOrigin.Sequence or ListOrigin.HashTable => length,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    /// <inheritdoc/>
    /// <remarks>Doubled from 8; there is no terminating zero.</remarks>
    public int ByteArrayCapacity(int capacity, int newLength) => Doubled(capacity, newLength);

    /// <inheritdoc/>
    /// <remarks>As a byte array.</remarks>
    public int ArrayCapacity(int capacity, int newLength) => Doubled(capacity, newLength);

    /// <inheritdoc/>
    /// <remarks>
    /// IronPython's tables have 7, 30, 126, 540, … slots, about four times more each; the interface wants powers of two, so
    /// these are 8, 32, 128, 512, ….
    /// </remarks>
    public int DictSlots(int used)
    {
        int slots = FirstTable;
        while (DictEntries(slots) <= used)
        {
            slots = checked(slots * DictFactor);
        }

        return slots;
    }

    /// <inheritdoc/>
    /// <remarks>The insertion that reaches seven tenths enlarges the table.</remarks>
    public int DictEntries(int slots) => (int)(((slots * LoadTenths) - 1) / Tenths);

    /// <inheritdoc/>
    /// <remarks>What insertion one by one leads to: the insertion before the last has grown the table.</remarks>
    public TableSize NewTable(int entries)
    {
        int slots = DictSlots(Math.Max(0, entries - 1));
        return new(slots, DictEntries(slots));
    }

    /// <inheritdoc/>
    /// <remarks>The host's dictionary has numbers of four bytes.</remarks>
    public int IndexSlotBytes(int slots) => sizeof(int);

    /// <inheritdoc/>
    public int SetSlots(int slots, int filled, int used)
    {
        if (slots == 0)
        {
            return FirstTable;
        }

        return used > SetEntries(slots) ? checked(slots * Factor) : slots;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// As many as the original, which is taken to have grown by insertion; when not half of those are used, room for the
    /// entries at seven tenths, rounded up to a power of two that is greater.
    /// </remarks>
    public int CopiedSetSlots(int used)
    {
        if (used == 0)
        {
            return 0;
        }

        int original = FirstTable;
        while (used > SetEntries(original))
        {
            original = checked(original * Factor);
        }

        if (used >= original / 2)
        {
            return original;
        }

        uint wanted = Math.Max((uint)(used * Tenths / LoadTenths) + 1, FirstTable);
        return (int)BitOperations.RoundUpToPowerOf2(wanted + 1);
    }

    private static int SetEntries(int slots) => (int)(slots * LoadTenths / Tenths);

    /// <summary>Grows a list that is appended to one by one: three times its length whenever it is full.</summary>
    private static int Appended(int capacity, int length)
    {
        while (capacity < length)
        {
            capacity = Math.Max(checked(capacity * ListFactor), LeastGrownList);
        }

        return capacity;
    }

    private static int Doubled(int capacity, int newLength)
    {
        if (newLength <= capacity)
        {
            return capacity;
        }

        int grown = capacity == 0 ? FirstArrayCapacity : capacity;
        while (grown < newLength)
        {
            grown = checked(grown * Factor);
        }

        return grown;
    }
}
