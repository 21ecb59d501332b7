using System.Runtime.CompilerServices;

namespace Compare.Engines.MicroPython.Blocks;

/// <summary>One area of memory with its tables and its blocks. Lives in native memory, beside the area.</summary>
internal unsafe struct Area
{
    /// <summary>The allocation table, two bits a block, as 64-bit words.</summary>
    public ulong* Table;

    /// <summary>Byte of the table from which searches start (gc_last_free_atb_index).</summary>
    public nint SearchByte;

    /// <summary>Words of the table whose 32 blocks all exist; searches on the fast path stop here.</summary>
    public nint FullWords;

    /// <summary>Highest block used since the last sweep, or one more (gc_last_used_block).</summary>
    public nint LastUsed;

    /// <summary>Address of block 0.</summary>
    public nint Pool;

    /// <summary>Bytes of all blocks.</summary>
    public nint PoolBytes;

    /// <summary>Number of blocks.</summary>
    public nint Blocks;

    /// <summary>Bytes of the allocation table.</summary>
    public nint TableBytes;

    /// <summary>Words of the allocation table; the last may hold foreign bytes behind the table.</summary>
    public nint Words;

    /// <summary>Both bits of each block that the last word describes.</summary>
    public ulong LastMask;

    /// <summary>The finalizer table, one bit a block, or null.</summary>
    public byte* Finalizers;

    /// <summary>The table of blocks with weak references, one bit a block, or null.</summary>
    public byte* Targets;

    /// <summary>
    /// Not part of the modelled memory: for each word of the table, the set of heads that are parts of objects (buffers,
    /// tables, texts) and no objects themselves, so that accounts can count objects.
    /// </summary>
    public ulong* Parts;

    /// <summary>Address of the area's first byte.</summary>
    public nint Start;

    /// <summary>Bytes of the area.</summary>
    public nint Bytes;

    /// <summary>The area that was added next, or null.</summary>
    public Area* Next;

    /// <summary>
    /// Not part of the original: <c>RunBounds[n]</c> is a block before which no run of n free blocks starts. A search that begins
    /// there finds what one from the search bound finds, without another look at what is full.
    /// </summary>
    public fixed long RunBounds[LongestBound + 1];

    /// <summary>Longest run that has a bound of its own; no longer one starts before it either.</summary>
    public const int LongestBound = 8;

    /// <summary>Gets a word of the table without the bytes behind it.</summary>
    /// <param name="index">0 to <see cref="Words"/> − 1.</param>
    /// <returns>32 states.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In the loops of search and sweep.
    public readonly ulong Word(nint index) => index == Words - 1 ? Table[index] & LastMask : Table[index];

    /// <summary>Gets the blocks of a word that exist.</summary>
    /// <param name="index">0 to <see cref="Words"/> − 1.</param>
    /// <returns>A mask with both bits of each.</returns>
    public readonly ulong Existing(nint index) => index == Words - 1 ? LastMask : ulong.MaxValue;

    /// <summary>Gets the state of a block.</summary>
    /// <param name="block">0 to <see cref="Blocks"/> − 1.</param>
    /// <returns>0 free, or a state of <see cref="TableWord"/>.</returns>
    public readonly ulong State(nint block) =>
        (Table[block >> TableWord.Shift] >> Bit(block)) & TableWord.Mark;

    /// <summary>Tells whether a block of another area or none may be meant by an address.</summary>
    /// <param name="address">Any address.</param>
    /// <returns>True for an address inside the pool.</returns>
    public readonly bool Contains(nint address) => (nuint)(address - Pool) < (nuint)PoolBytes;

    /// <summary>Gets where a block's state starts in its word.</summary>
    /// <param name="block">The block.</param>
    /// <returns>A bit number.</returns>
    public static int Bit(nint block) => (int)(block & (TableWord.Blocks - 1)) * TableWord.BitsPerBlock;

    /// <summary>Counts the blocks of an object.</summary>
    /// <param name="head">Its head.</param>
    /// <returns>1 or more.</returns>
    /// <remarks>The gap byte ends the run of tails where the table ends.</remarks>
    public readonly nint CountBlocks(nint head)
    {
        nint next = head + 1;
        while (next < Blocks)
        {
            int first = (int)(next & (TableWord.Blocks - 1));
            int run = TableWord.RunAtStart(TableWord.Tails(Table[next >> TableWord.Shift] >> Bit(next)));
            next += run;
            if (run < TableWord.Blocks - first)
            {
                break;
            }
        }

        return next - head;
    }

    /// <summary>Counts free blocks, up to a number.</summary>
    /// <param name="block">Where to begin.</param>
    /// <param name="enough">Number at which to stop.</param>
    /// <returns>0 to <paramref name="enough"/>.</returns>
    public readonly nint CountFree(nint block, nint enough)
    {
        nint next = block;
        while (next < Blocks && next - block < enough)
        {
            int first = (int)(next & (TableWord.Blocks - 1));
            nint word = next >> TableWord.Shift;
            int run = TableWord.RunAtStart((TableWord.Free(Table[word]) & Existing(word)) >> Bit(next));
            next += run;
            if (run < TableWord.Blocks - first)
            {
                break;
            }
        }

        return Math.Min(next - block, enough);
    }

    /// <summary>Makes free blocks tails.</summary>
    /// <param name="block">The first.</param>
    /// <param name="count">How many.</param>
    public readonly void SetTails(nint block, nint count) => Change(block, count, TableWord.Tail);

    /// <summary>Makes blocks free.</summary>
    /// <param name="block">The first.</param>
    /// <param name="count">How many.</param>
    public readonly void SetFree(nint block, nint count) => Change(block, count, 0);

    /// <summary>Lowers the bounds of runs because blocks became free, which may complete a run that starts before them.</summary>
    /// <param name="block">The first of the blocks.</param>
    public void LowerRunBounds(nint block)
    {
        for (int length = 1; length <= LongestBound; length++)
        {
            RunBounds[length] = Math.Min(RunBounds[length], Math.Max(0, block - length + 1));
        }
    }

    private readonly void Change(nint block, nint count, ulong state)
    {
        while (count > 0)
        {
            int first = (int)(block & (TableWord.Blocks - 1));
            int here = (int)Math.Min(count, TableWord.Blocks - first);
            ulong set = TableWord.From(first) & ~TableWord.From(first + here);
            ref ulong word = ref Table[block >> TableWord.Shift];
            word = (word & ~TableWord.Mask(set)) | (set * state);
            block += here;
            count -= here;
        }
    }
}
