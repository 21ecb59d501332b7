using System.Numerics;
using System.Runtime.CompilerServices;

namespace Compare.Engines.MicroPython.Blocks;

/// <summary>
/// The states of 32 blocks, two bits each, as one number: a search or sweep step looks at 32 blocks at a time. A set of
/// blocks is a number with bit 2k set for block k.
/// </summary>
internal static class TableWord
{
    /// <summary>Blocks in a word.</summary>
    public const int Blocks = 32;

    /// <summary>Binary logarithm of <see cref="Blocks"/>.</summary>
    public const int Shift = 5;

    /// <summary>Bits that describe a block.</summary>
    public const int BitsPerBlock = 2;

    /// <summary>A head: the first block of an object, not marked.</summary>
    public const ulong Head = 1;

    /// <summary>A tail: a further block of an object.</summary>
    public const ulong Tail = 2;

    /// <summary>A marked head; also the mask of one block.</summary>
    public const ulong Mark = 3;

    /// <summary>The set of all blocks.</summary>
    public const ulong All = 0x5555_5555_5555_5555;

    /// <summary>Gets the free blocks.</summary>
    /// <param name="word">The states.</param>
    /// <returns>A set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Three instructions on the allocation path.
    public static ulong Free(ulong word) => ~(word | (word >> 1)) & All;

    /// <summary>Gets the heads that are not marked.</summary>
    /// <param name="word">The states.</param>
    /// <returns>A set.</returns>
    public static ulong Heads(ulong word) => word & ~(word >> 1) & All;

    /// <summary>Gets the tails.</summary>
    /// <param name="word">The states.</param>
    /// <returns>A set.</returns>
    public static ulong Tails(ulong word) => (word >> 1) & ~word & All;

    /// <summary>Gets the marked heads.</summary>
    /// <param name="word">The states.</param>
    /// <returns>A set.</returns>
    public static ulong Marks(ulong word) => word & (word >> 1) & All;

    /// <summary>Makes both bits of each block of a set 1.</summary>
    /// <param name="set">A set.</param>
    /// <returns>A mask for states.</returns>
    public static ulong Mask(ulong set) => set | (set << 1);

    /// <summary>Counts the blocks of a set before its first gap.</summary>
    /// <param name="set">A set.</param>
    /// <returns>0 to 32.</returns>
    public static int RunAtStart(ulong set) => BitOperations.TrailingZeroCount(~Mask(set)) / BitsPerBlock;

    /// <summary>Counts the blocks of a set after its last gap.</summary>
    /// <param name="set">A set.</param>
    /// <returns>0 to 32.</returns>
    public static int RunAtEnd(ulong set) => BitOperations.LeadingZeroCount(~Mask(set)) / BitsPerBlock;

    /// <summary>Gets the blocks of a set from which on a run of a length lies in it.</summary>
    /// <param name="set">A set.</param>
    /// <param name="length">1 to 32.</param>
    /// <returns>A set.</returns>
    public static ulong StartsOfRuns(ulong set, int length)
    {
        // Invariant: `set` holds the starts of runs of `covered` blocks; doubling reaches any length in five steps.
        int covered = 1;
        while (covered < length)
        {
            int step = Math.Min(covered, length - covered);
            set &= set >> (BitsPerBlock * step);
            covered += step;
        }

        return set;
    }

    /// <summary>Gets the set of the blocks from one on.</summary>
    /// <param name="block">0 to 32.</param>
    /// <returns>A set.</returns>
    public static ulong From(int block) => block >= Blocks ? 0 : All << (BitsPerBlock * block);

    /// <summary>Gets the tails that belong to dead heads.</summary>
    /// <param name="dead">Dead heads.</param>
    /// <param name="tails">All tails.</param>
    /// <param name="carry">1 when the last object of the word before is dead; receives the same for this word.</param>
    /// <returns>A set.</returns>
    /// <remarks>
    /// Tails follow their head without a gap, so each run of tails has at most one dead head right before it. Adding one at
    /// the start of such a run carries through it and clears it.
    /// </remarks>
    public static ulong TailsOf(ulong dead, ulong tails, ref ulong carry)
    {
        ulong mask = Mask(tails);
        ulong seeds = ((dead << BitsPerBlock) | carry) & tails;
        ulong sum = mask + seeds;
        const int LastBlock = BitsPerBlock * (Blocks - 1);
        carry = sum < mask ? 1 : dead >> LastBlock;
        return tails & ~sum;
    }
}
