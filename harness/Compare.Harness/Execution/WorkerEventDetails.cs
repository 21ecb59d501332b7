namespace Compare.Harness.Execution;

/// <summary>What only some engines can tell of an event; null where unknown. Columns of <c>events.csv</c> of the same names.</summary>
public sealed record WorkerEventDetails
{
    /// <summary>How the collection shares time with the program, snake_case.</summary>
    public string? Mode { get; init; }

    /// <summary>The host runtime's own reason, snake_case.</summary>
    public string? HostReason { get; init; }

    /// <summary>True when survivors were moved together, false when garbage was swept into free lists.</summary>
    public bool? Compacting { get; init; }

    /// <summary>Bytes of generation 0 after.</summary>
    public long? Gen0AfterBytes { get; init; }

    /// <summary>Bytes of generation 1 after.</summary>
    public long? Gen1AfterBytes { get; init; }

    /// <summary>Bytes of generation 2 after.</summary>
    public long? Gen2AfterBytes { get; init; }

    /// <summary>Bytes of large objects after.</summary>
    public long? LohAfterBytes { get; init; }

    /// <summary>Bytes of the space of objects that never move, after.</summary>
    public long? PohAfterBytes { get; init; }

    /// <summary>Free bytes between objects, after.</summary>
    public long? FragmentedBytes { get; init; }

    /// <summary>Bytes that survived for their finalizers only.</summary>
    public long? FinalizationPromotedBytes { get; init; }
}
