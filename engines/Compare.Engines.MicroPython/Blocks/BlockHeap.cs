using System.Runtime.InteropServices;

namespace Compare.Engines.MicroPython.Blocks;

/// <summary>
/// MicroPython's heap as gc.c has it: areas of equal blocks, two bits a block, first fit, and a collector that takes every
/// word for a reference. It knows addresses and words, not objects.
/// </summary>
/// <remarks>
/// One partial struct, one file a mechanism: Areas, Supply, Searching, Allocation, Reallocation, Marking, Sweeping, Information. All
/// loops over the table look at 32 blocks at a time, with the result of the original's loop over single blocks. Not copied:
/// it lives in a field of its owner.
/// </remarks>
/// <typeparam name="TGeometry">Sizes of words and blocks.</typeparam>
internal unsafe partial struct BlockHeap<TGeometry> : IDisposable
    where TGeometry : struct, IGeometry
{
    /// <summary>A threshold that no heap reaches: no collection by threshold.</summary>
    public const long NoThreshold = 1L << 62;

    /// <summary>
    /// Free blocks of one word of the table that the fast path may hand out, in ascending order; see Supply. Empty whenever
    /// anything else looks at the heap.
    /// </summary>
    private ulong _supply;

    /// <summary>Address of the first block that the word of the supply describes.</summary>
    private nint _supplyPool;

    /// <summary>What a narrow word of the heap is relative to; unused where words are addresses.</summary>
    public nint Origin;

    /// <summary>Bytes of the allocation table that searches looked at; the fast path of one-block requests adds its own.</summary>
    public long SearchedBytes;

    /// <summary>Blocks that found the mark stack full.</summary>
    public long Overflows;

    /// <summary>Passes over the whole table that overflows of the mark stack made necessary.</summary>
    public long Rescans;

    private readonly BlockHeapOptions _options;
    private readonly int _markStackEntries;
    private readonly IBlockHeapOwner _owner;
    private Area* _first;
    private Area* _current; // Where one-block requests were served from last (gc_last_free_area).
    private long _amount; // Blocks allocated since the last collection (gc_alloc_amount).
    private ulong _supplied;
    private nint _supplyWord;
    private nint* _markStack;
    private nint _otherBlocks; // In use after the last sweep, and what changed since other than by Amount.
    private long _threshold;
    private int _lockDepth;
    private bool _isCollecting;
    private bool _hasOverflowed;

    /// <summary>Initializes a new instance of the <see cref="BlockHeap{TGeometry}"/> struct without any area.</summary>
    /// <param name="options">How it is built.</param>
    /// <param name="owner">Who knows the roots.</param>
    public BlockHeap(BlockHeapOptions options, IBlockHeapOwner owner)
    {
        _options = options;
        _owner = owner;
        _markStackEntries = options.MarkStackEntries;
        _markStack = (nint*)NativeMemory.Alloc((nuint)options.MarkStackEntries, (nuint)sizeof(nint));
        CollectsAutomatically = true;
        Threshold = NoThreshold;
    }

    /// <summary>Gets the bytes of a block.</summary>
    public static nint BlockBytes => (nint)1 << TGeometry.BlockShift;

    /// <summary>Gets or sets a value indicating whether a full heap or a passed threshold collects.</summary>
    public bool CollectsAutomatically { get; set; }

    /// <summary>Gets or sets the blocks allocated that start a collection.</summary>
    public long Threshold
    {
        readonly get => _threshold;
        set
        {
            Settle();
            _threshold = value;
        }
    }

    /// <summary>Gets how often the heap is locked, a running collection not counted.</summary>
    public readonly int LockDepth => _lockDepth;

    /// <summary>Gets a value indicating whether a collection runs.</summary>
    public readonly bool IsCollecting => _isCollecting;

    /// <summary>Gets a value indicating whether nothing can be allocated.</summary>
    public readonly bool IsLocked => _lockDepth > 0 || _isCollecting;

    /// <summary>Gets the blocks allocated since the last collection.</summary>
    public long Amount
    {
        get
        {
            Settle();
            return _amount;
        }
    }

    /// <summary>Gets <see cref="Amount"/> without what the supply has handed out since it was filled.</summary>
    public readonly long SettledAmount => _amount;

    /// <summary>Gets the first area.</summary>
    public Area* First
    {
        get
        {
            Settle();
            return _first;
        }
    }

    private readonly int SideTables => (_options.HasFinalizerTable ? 1 : 0) + (_options.HasWeakTable ? 1 : 0);

    /// <summary>Locks the heap once more: nothing can be allocated or freed until it is unlocked as often.</summary>
    public void Lock()
    {
        Settle();
        _lockDepth++;
    }

    /// <summary>Takes one lock away.</summary>
    /// <returns>The locks that remain.</returns>
    public int Unlock() => --_lockDepth;

    /// <inheritdoc/>
    public void Dispose()
    {
        for (Area* area = _first; area != null;)
        {
            Area* next = area->Next;
            FreeArea(area);
            area = next;
        }

        _first = null;
        _current = null;
        NativeMemory.Free(_markStack);
        _markStack = null;
    }
}
