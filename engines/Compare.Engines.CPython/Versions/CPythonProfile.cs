namespace Compare.Engines.CPython.Versions;

/// <summary>The constants in which the modelled CPython versions differ, where they are not on a hot path.</summary>
/// <remarks>
/// Measured on released 64-bit interpreters (3.11.7, 3.12.1, 3.13.0); 3.14's on 3.14.2 for WebAssembly, its 64-bit sizes
/// follow from them and from the public source.
/// </remarks>
internal sealed record CPythonProfile
{
    /// <summary>Gets the version, as a matrix file writes it.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the release whose behaviour was recorded.</summary>
    public required string Release { get; init; }

    /// <summary>Gets the default thresholds (Modules/gcmodule.c; 3.13 and later: Python/gc.c, Include/internal/pycore_gc.h).</summary>
    public required IReadOnlyList<int> Thresholds { get; init; }

    /// <summary>Gets the nested deallocations that are allowed before the trashcan takes over.</summary>
    public required int TrashcanBudget { get; init; }

    /// <summary>Gets what must remain of the budget for a container to be destroyed at once.</summary>
    public required int TrashcanReserve { get; init; }

    /// <summary>Gets what must remain of the budget for the trashcan to be emptied.</summary>
    public required int TrashcanDrain { get; init; }

    /// <summary>Gets the count word of an immortal object; 0 where there are none.</summary>
    public required uint ImmortalCount { get; init; }

    /// <summary>Gets a value indicating whether interned strings are immortal (3.12 only).</summary>
    public bool InternedStringsAreImmortal { get; init; }

    /// <summary>
    /// Gets a value indicating whether an immortal object that a collection meets becomes permanent (3.12); later it is
    /// untracked.
    /// </summary>
    public bool ImmortalsBecomePermanent { get; init; }

    /// <summary>
    /// Gets a value indicating whether weak references of instances are in a word of the object (to 3.11); later in a
    /// word before the collector's header.
    /// </summary>
    public bool KeepsWeakListInBody { get; init; }

    /// <summary>Gets a value indicating whether dictionaries are tracked only when they need to be (to 3.13).</summary>
    public bool TracksDictsLate { get; init; }

    /// <summary>Gets what <c>sys.getrefcount</c> adds for its own argument when it is a local variable.</summary>
    public required int ArgumentReferences { get; init; }

    /// <summary>Gets the bytes of a one-byte-a-character ASCII string before its characters.</summary>
    public required int AsciiHeaderBytes { get; init; }

    /// <summary>Gets the bytes of any other string before its characters.</summary>
    public required int StrHeaderBytes { get; init; }

    /// <summary>Gets the bytes of a tuple before its items, without the collector's header.</summary>
    public required int TupleHeaderBytes { get; init; }

    /// <summary>Gets the bytes of a function.</summary>
    public required int FunctionBytes { get; init; }

    /// <summary>Gets the bytes of a generator with a small stack, without its locals.</summary>
    public required int GeneratorBytes { get; init; }

    /// <summary>Gets the bytes of an iterator of a range: 3.11 keeps an index beside start, step and length.</summary>
    public required int RangeIteratorBytes { get; init; }

    /// <summary>Gets the bytes of a frame object of a small function.</summary>
    public required int FrameBytes { get; init; }

    /// <summary>Gets the bytes of an empty class.</summary>
    public required int ClassBytes { get; init; }

    /// <summary>Gets the attributes for which the first instance of a class has room, plus one (SHARED_KEYS_MAX_SIZE).</summary>
    public required int FirstAttributeCapacity { get; init; }

    /// <summary>Gets the slots to which an almost empty dictionary is resized: 16 by a quirk of rounding, 8 in 3.14.</summary>
    public required int SmallestResizedDict { get; init; }

    /// <summary>Gets a value indicating whether a list made of a dictionary or set grows by the rule of appending (3.13+).</summary>
    public bool GrowsListsOfHashTables { get; init; }

    /// <summary>Gets a value indicating whether the allocator's report has a line for tables of dictionaries (3.13+).</summary>
    public bool ReportsDictKeys { get; init; }

    /// <summary>Gets CPython 3.11: no immortal objects, a depth of 50 for the trashcan.</summary>
    public static CPythonProfile Version311 { get; } = new()
    {
        Version = "3.11",
        Release = "3.11.7",
        Thresholds = [700, 10, 10],
        TrashcanBudget = 50,
        TrashcanReserve = 0,
        TrashcanDrain = 49,
        ImmortalCount = 0,
        KeepsWeakListInBody = true,
        TracksDictsLate = true,
        ArgumentReferences = 1,
        AsciiHeaderBytes = 48,
        StrHeaderBytes = 72,
        TupleHeaderBytes = 24,
        FunctionBytes = 136,
        GeneratorBytes = 160,
        RangeIteratorBytes = 48,
        FrameBytes = 152,
        ClassBytes = 1672,
        FirstAttributeCapacity = 30,
        SmallestResizedDict = 16,
    };

    /// <summary>Gets CPython 3.12: immortal objects, interned strings among them.</summary>
    public static CPythonProfile Version312 { get; } = Version311 with
    {
        Version = "3.12",
        Release = "3.12.1",
        ImmortalCount = uint.MaxValue,
        InternedStringsAreImmortal = true,
        ImmortalsBecomePermanent = true,
        KeepsWeakListInBody = false,
        AsciiHeaderBytes = 40,
        StrHeaderBytes = 56,
        FunctionBytes = 144,
        RangeIteratorBytes = 40,
        ClassBytes = 1688,
    };

    /// <summary>Gets CPython 3.13: threshold 2000, recursion budget 10,000 (Py_C_RECURSION_LIMIT of a Linux release build).</summary>
    public static CPythonProfile Version313 { get; } = Version312 with
    {
        Version = "3.13",
        Release = "3.13.0",
        Thresholds = [2000, 10, 10],
        TrashcanBudget = 10_000,
        TrashcanReserve = 50,
        TrashcanDrain = 100,
        InternedStringsAreImmortal = false,
        ImmortalsBecomePermanent = false,
        FrameBytes = 168,
        ClassBytes = 1696,
        FirstAttributeCapacity = 31,
        GrowsListsOfHashTables = true,
        ReportsDictKeys = true,
    };

    /// <summary>
    /// Gets CPython 3.14. Its trashcan asks for the margin of the native stack; here it has the budget of 3.13, which no
    /// recorded structure exceeds.
    /// </summary>
    public static CPythonProfile Version314 { get; } = Version313 with
    {
        Version = "3.14",
        Release = "3.14.2",
        Thresholds = [2000, 10, 0],
        ImmortalCount = 3u << 30,
        TracksDictsLate = false,
        ArgumentReferences = 0,
        TupleHeaderBytes = 32,
        SmallestResizedDict = 8,
    };

    /// <summary>Gets every profile.</summary>
    public static IReadOnlyList<CPythonProfile> All { get; } = [Version311, Version312, Version313, Version314];
}
