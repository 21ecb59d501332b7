namespace Compare.Engines.PyPy.Collector;

/// <summary>The numbers that shape the collector; defaults are those of translated PyPy on 64-bit machines.</summary>
/// <remarks>Sizes in bytes. Source: rpython/memory/gc/incminimark.py, TRANSLATION_PARAMS; recorded in rpy-misc.json.</remarks>
internal sealed record CollectorParameters
{
    /// <summary>Size of a page of small objects.</summary>
    public const int DefaultPageBytes = 8192;

    /// <summary>Size of an arena of pages.</summary>
    public const int DefaultArenaBytes = 512 << 10;

    /// <summary>Largest object in a page: 35 words.</summary>
    public const int DefaultSmallRequestThreshold = 280;

    /// <summary>Size from which an object is allocated outside the nursery: 16,384 + 512 words.</summary>
    public const int DefaultLargeObject = 135_168;

    /// <summary>Items of an array that share a card.</summary>
    public const int DefaultCardPageIndices = 128;

    /// <summary>Factor from the live heap to the next major collection.</summary>
    public const double DefaultMajorThreshold = 1.82;

    /// <summary>Most growth of the threshold from one major collection to the next.</summary>
    public const double DefaultGrowth = 1.4;

    /// <summary>Factor from the nursery to the size of a marking step; PyPy's manual says 2, its code says 4.</summary>
    public const int IncrementStepPerNursery = 4;

    /// <summary>Factor from the nursery to the least threshold of major collections.</summary>
    public const int MinHeapPerNursery = 8;

    /// <summary>Gets the size of the nursery.</summary>
    public required long NurseryBytes { get; init; }

    /// <summary>Gets the size from which an object is large.</summary>
    public int LargeObject { get; init; } = DefaultLargeObject;

    /// <summary>Gets the largest object in a page.</summary>
    public int SmallRequestThreshold { get; init; } = DefaultSmallRequestThreshold;

    /// <summary>Gets the size of a page.</summary>
    public int PageBytes { get; init; } = DefaultPageBytes;

    /// <summary>Gets the size of an arena.</summary>
    public int ArenaBytes { get; init; } = DefaultArenaBytes;

    /// <summary>Gets the items that share a card, a power of two; 0 for no cards.</summary>
    public int CardPageIndices { get; init; } = DefaultCardPageIndices;

    /// <summary>Gets the factor from the live heap to the next major collection.</summary>
    public double MajorThreshold { get; init; } = DefaultMajorThreshold;

    /// <summary>Gets the most growth of the threshold from one major collection to the next.</summary>
    public double Growth { get; init; } = DefaultGrowth;

    /// <summary>Gets the least threshold; never below the nursery times <see cref="MajorThreshold"/>.</summary>
    public double MinHeap { get; init; }

    /// <summary>Gets the most bytes of old objects (PYPY_GC_MAX); 0 for no bound.</summary>
    public double MaxHeap { get; init; }

    /// <summary>Gets the most bytes by which the threshold may exceed the live heap.</summary>
    public double MaxDelta { get; init; } = double.PositiveInfinity;

    /// <summary>Gets the bytes that a marking step visits; 0 for four nurseries.</summary>
    public long IncrementStep { get; init; }

    /// <summary>Gets the most pinned objects; null for as many large objects as fit half the nursery.</summary>
    public int? MaxPinned { get; init; }

    /// <summary>Gets what is left of the nursery after each slow allocation in the debugging mode of tiny nurseries; 0 for off.</summary>
    public long TinyNurseryBytes { get; init; }

    /// <summary>Gets a value indicating whether an emptied nursery is overwritten (PYPY_GC_NURSERY_DEBUG).</summary>
    public bool FillsNursery { get; init; }

    /// <summary>Gets the level of self-checks: 1 after major collections, 2 after minor ones too (PYPY_GC_DEBUG).</summary>
    public int DebugLevel { get; init; }

    /// <summary>Gets a value indicating whether the used bytes of pages are recounted while sweeping, as up to 7.3.15.</summary>
    public bool RecountsWhileSweeping { get; init; }
}
