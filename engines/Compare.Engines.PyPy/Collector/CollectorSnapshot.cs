using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.PyPy.Collector;

/// <summary>The numbers of the collector at one moment, for tests that compare them with recorded ones.</summary>
internal readonly record struct CollectorSnapshot
{
    /// <summary>Gets the minor collections so far.</summary>
    public required long MinorCollections { get; init; }

    /// <summary>Gets the major collections that ended.</summary>
    public required long MajorCollections { get; init; }

    /// <summary>Gets the state of the major collection.</summary>
    public required IncrementalState State { get; init; }

    /// <summary>Gets the bytes of raw-allocated objects.</summary>
    public required long RawBytes { get; init; }

    /// <summary>Gets the threshold of the next major collection.</summary>
    public required double Threshold { get; init; }

    /// <summary>Gets the bytes that became old since the major collection began.</summary>
    public required long MadeOld { get; init; }

    /// <summary>Gets what <see cref="MadeOld"/> may reach before another step is due.</summary>
    public required long MadeOldThreshold { get; init; }

    /// <summary>Gets the number of remembered objects.</summary>
    public required long Remembered { get; init; }

    /// <summary>Gets the number of arrays listed for marked cards.</summary>
    public required long WithCardsSet { get; init; }

    /// <summary>Gets the number of pinned objects.</summary>
    public required int Pinned { get; init; }

    /// <summary>Gets the bytes up to the next barrier of the nursery.</summary>
    public required long NurseryLeft { get; init; }

    /// <summary>Gets the length of the gray stack.</summary>
    public required long Gray { get; init; }

    /// <summary>Gets the length of the list of objects to look at again.</summary>
    public required long MoreGray { get; init; }
}
