namespace Compare.Engines.Abstractions.Events;

/// <summary>Why an event began.</summary>
public enum CollectionCause
{
    /// <summary>An allocation found no room.</summary>
    AllocationFailure,

    /// <summary>A counter or size passed its threshold.</summary>
    Threshold,

    /// <summary>The program asked.</summary>
    Explicit,

    /// <summary>The last reference to an object went.</summary>
    Release,

    /// <summary>The host runtime decided.</summary>
    Host,

    /// <summary>A debugging mode collects at every allocation.</summary>
    Stress,
}
