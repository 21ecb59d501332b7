using System.Runtime.CompilerServices;

namespace Compare.Engines.CPython.Objects;

/// <summary>The collector's header in front of an object: the links of a circular, doubly linked generation list.</summary>
/// <remarks>
/// <code>
/// word      bits    meaning
/// next      all     next header, 0 = in no list: not tracked
/// previous  4-63    previous header; during a collection: references from outside not yet accounted for (gc_refs)
///           2-3     generation; 3 = in none, or permanent
///           1       COLLECTING: member of the list that is being collected; with generation 3: tentatively dead
///           0       FINALIZED: the finalizer has run; permanent. Of an untracked tuple: HELD, see below
/// </code>
/// Headers are 16-byte aligned, so the low bits are free. CPython has no generation bits and marks all members in a pass
/// of its own; with them a collection can begin with the pass that subtracts. In 3.14 generation 0 is the young list,
/// 1 and 2 are the two old spaces. HELD says that an untracked tuple or dictionary refers to this untracked tuple.
/// </remarks>
internal static unsafe class GcHeader
{
    /// <summary>The finalizer has run.</summary>
    public const nint Finalized = 1;

    /// <summary>The object is in the generation that is being collected.</summary>
    public const nint Collecting = 2;

    /// <summary>Bits of the generation.</summary>
    public const nint GenerationMask = 3 << GenerationShift;

    /// <summary>Generation bits of an object in no generation.</summary>
    public const nint NoGeneration = GenerationMask;

    /// <summary>All flags of the previous word.</summary>
    public const nint PreviousFlags = Finalized | Collecting | GenerationMask;

    /// <summary>Position of the count of unaccounted references in the previous word.</summary>
    public const int ReferencesShift = 4;

    private const int GenerationShift = 2;

    /// <summary>Another untracked container refers to this untracked tuple, which has no finalizer to mark.</summary>
    public const nint Held = Finalized;

    /// <summary>Marks of a member that is tentatively dead.</summary>
    public const nint TentativelyDead = Collecting | NoGeneration;

    /// <summary>Gets the header of an object.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>Address of its header.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every loop of the collector.
    public static nint Of(nint obj) => obj - ObjectLayout.GcHeaderBytes;

    /// <summary>Gets the object of a header.</summary>
    /// <param name="header">Address of the header.</param>
    /// <returns>Address of the object.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every loop of the collector.
    public static nint Object(nint header) => header + ObjectLayout.GcHeaderBytes;

    /// <summary>Gets the next word.</summary>
    /// <param name="header">Address of the header.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address.
    public static ref nint Next(nint header) => ref *(nint*)header;

    /// <summary>Gets the previous word.</summary>
    /// <param name="header">Address of the header.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address.
    public static ref nint PreviousWord(nint header) => ref ((nint*)header)[1];

    /// <summary>Gets the previous header from its word.</summary>
    /// <param name="header">Address of the header.</param>
    /// <returns>Address of the previous header.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every loop of the collector.
    public static nint Previous(nint header) => PreviousWord(header) & ~PreviousFlags;

    /// <summary>Sets the previous header and keeps the flags.</summary>
    /// <param name="header">Address of the header.</param>
    /// <param name="previous">Address of the previous header.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every loop of the collector.
    public static void SetPrevious(nint header, nint previous) =>
        PreviousWord(header) = previous | (PreviousWord(header) & PreviousFlags);

    /// <summary>Gets the bits of a generation.</summary>
    /// <param name="generation">0 to 2.</param>
    /// <returns>The bits; they compare as the generations do.</returns>
    public static nint GenerationBits(int generation) => (nint)generation << GenerationShift;

    /// <summary>Writes the generation of an object and ends its collection.</summary>
    /// <param name="header">Address of the header.</param>
    /// <param name="bits">From <see cref="GenerationBits"/>.</param>
    public static void SetGeneration(nint header, nint bits) =>
        PreviousWord(header) = (PreviousWord(header) & ~(GenerationMask | Collecting)) | bits;

    /// <summary>Tells whether the collector sees an object.</summary>
    /// <param name="header">Address of the header.</param>
    /// <returns>False for a tuple or dictionary that collections need not see.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the write path of tuples and dictionaries.
    public static bool IsTracked(nint header) => Next(header) != 0;

    /// <summary>Takes the marks of a former object off the header of a fresh one, which is in no list.</summary>
    /// <param name="header">Address of the header.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On every allocation of a dictionary.
    public static void SetUntracked(nint header)
    {
        Next(header) = 0;
        PreviousWord(header) = NoGeneration;
    }
}
