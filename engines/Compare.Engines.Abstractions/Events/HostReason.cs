namespace Compare.Engines.Abstractions.Events;

/// <summary>
/// Why the host runtime collected, in its own terms and with its own numbers (<c>gc_reason</c> of .NET 10, as its event
/// <c>GCStart</c> reports them).
/// </summary>
public enum HostReason
{
    /// <summary>Not a collection of the host, or it did not say.</summary>
    Unknown = -1,

    /// <summary>The budget of small objects is used up.</summary>
    AllocationSmall = 0,

    /// <summary>The program asked.</summary>
    Induced = 1,

    /// <summary>The machine is short of memory.</summary>
    LowMemory = 2,

    /// <summary>No reason is recorded.</summary>
    Empty = 3,

    /// <summary>The budget of large objects is used up.</summary>
    AllocationLarge = 4,

    /// <summary>No room for small objects.</summary>
    OutOfSpaceSmall = 5,

    /// <summary>No room for large objects.</summary>
    OutOfSpaceLarge = 6,

    /// <summary>The program asked without forcing it.</summary>
    InducedNotForced = 7,

    /// <summary>A debugging mode collects often.</summary>
    Stress = 8,

    /// <summary>The machine is short of memory, and the program must wait.</summary>
    LowMemoryBlocking = 9,

    /// <summary>The program asked for a compacting collection.</summary>
    InducedCompacting = 10,

    /// <summary>The application that holds the runtime is short of memory.</summary>
    LowMemoryHost = 11,

    /// <summary>A full collection because memory load is high.</summary>
    ProvisionalModeFull = 12,

    /// <summary>The application that holds the runtime is short of memory, and the program must wait.</summary>
    LowMemoryHostBlocking = 13,

    /// <summary>Tuning of background collections, small objects.</summary>
    BackgroundTuningSmall = 14,

    /// <summary>Tuning of background collections, large objects.</summary>
    BackgroundTuningLarge = 15,

    /// <summary>A step of the tuning of background collections.</summary>
    BackgroundStepping = 16,

    /// <summary>The program asked for as much memory to be given back as can be.</summary>
    InducedAggressive = 17,
}
