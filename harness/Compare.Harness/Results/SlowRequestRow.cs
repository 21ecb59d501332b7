using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>slowest.csv</c>: one of the slowest requests of a cell, and what of its latency was pauses.</summary>
/// <key>config, workload, heap_bytes, rank</key>
/// <empty>Where no event stopped the request.</empty>
public sealed record SlowRequestRow : ICellKey
{
    /// <inheritdoc/>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <inheritdoc/>
    [Name("config")]
    public required string Config { get; init; }

    /// <inheritdoc/>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <inheritdoc/>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <inheritdoc/>
    [Name("invocation")]
    public required int Invocation { get; init; }

    /// <summary>Iteration in which it was served.</summary>
    [Name("iteration")]
    public required int Iteration { get; init; }

    /// <summary>Number of the request in its iteration.</summary>
    [Name("request")]
    public required int Request { get; init; }

    /// <summary>Place among the requests of the cell, 1 for the slowest.</summary>
    [Name("rank")]
    public required int Rank { get; init; }

    /// <summary>What the client waited, ns: from the scheduled arrival, else from the begin.</summary>
    [Name("latency_ns")]
    public required long LatencyNs { get; init; }

    /// <summary>How long the mutator stood still meanwhile, ns.</summary>
    [Name("paused_ns")]
    public required long PausedNs { get; init; }

    /// <summary>Pauses that fell into that time.</summary>
    [Name("pauses")]
    public required int Pauses { get; init; }

    /// <summary>Number of the event in <c>events.csv</c> that stopped it longest; empty where none did.</summary>
    [Name("event")]
    public long? Event { get; init; }

    /// <summary>Kind of that event.</summary>
    [Name("kind")]
    public string? Kind { get; init; }

    /// <summary>Cause of that event.</summary>
    [Name("cause")]
    public string? Cause { get; init; }
}
