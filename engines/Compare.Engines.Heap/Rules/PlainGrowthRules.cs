using System.Numerics;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Heap.Rules;

/// <summary>
/// How containers grow on engines that are modelled on no implementation of Python: by half, or to the next power of two, and
/// never back before a container is empty.
/// </summary>
/// <remarks>
/// Arrays grow by half and a little: the factor of many libraries, at which the blocks given up earlier add up to the next one,
/// with a start that saves short lists the first steps. Hash tables are powers of two, at most two thirds full.
/// </remarks>
public sealed class PlainGrowthRules : IGrowthRules
{
    private const int FirstItems = 4;
    private const int SmallestTable = 8;
    private const int LargestOneByteSlots = 1 << 7;
    private const int LargestTwoByteSlots = 1 << 15;

    private PlainGrowthRules()
    {
    }

    /// <summary>Gets the rules; they have no state.</summary>
    public static PlainGrowthRules Instance { get; } = new();

    /// <inheritdoc/>
    public int ListCapacity(int capacity, int oldLength, int newLength) => newLength == 0 ? 0 : Grown(capacity, newLength);

    /// <inheritdoc/>
    public int NewListCapacity(ListOrigin origin, int length) => length;

    /// <inheritdoc/>
    public int ByteArrayCapacity(int capacity, int newLength) => Grown(capacity, checked(newLength + 1));

    /// <inheritdoc/>
    public int ArrayCapacity(int capacity, int newLength) => Grown(capacity, newLength);

    /// <inheritdoc/>
    /// <remarks>Twice the slots that the live entries need, so that as many can follow.</remarks>
    public int DictSlots(int used) => TableFor(2L * used);

    /// <inheritdoc/>
    public int DictEntries(int slots) => (int)(2L * slots / 3);

    /// <inheritdoc/>
    public int SetSlots(int slots, int filled, int used) => filled > DictEntries(slots) ? TableFor(2L * used) : slots;

    /// <inheritdoc/>
    public int CopiedSetSlots(int used) => TableFor(used);

    /// <inheritdoc/>
    /// <remarks>As wide as the number of an entry needs, with room for two marks: empty and deleted.</remarks>
    public int IndexSlotBytes(int slots) => slots <= LargestOneByteSlots ? sizeof(byte)
        : slots <= LargestTwoByteSlots ? sizeof(short) : sizeof(int);

    private static int Grown(int capacity, int length) =>
        length <= capacity ? capacity : (int)Math.Max(length, Math.Min((capacity * 3L / 2) + FirstItems, int.MaxValue));

    /// <summary>The smallest table of which a number of entries takes at most two thirds.</summary>
    private static int TableFor(long entries)
    {
        ulong least = (ulong)((entries * 3) + 1) / 2;
        return checked((int)BitOperations.RoundUpToPowerOf2(Math.Max(least, SmallestTable)));
    }
}
