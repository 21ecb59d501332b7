using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>work.csv</c>: one count of the deterministic work vector of one iteration, taken with probes compiled in.</summary>
/// <key>config, workload, heap_bytes, invocation, metric</key>
/// <empty>Where the engine cannot know.</empty>
public sealed record WorkRow : ICellKey
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

    /// <summary>Name of the count, e.g. reference_increments.</summary>
    [Name("metric")]
    public required string Metric { get; init; }

    /// <summary>The count; bit-identical for a seed.</summary>
    [Name("value")]
    public long? Value { get; init; }

    /// <summary>Unit of the count: objects, bytes, operations, blocks.</summary>
    [Name("unit")]
    public required string Unit { get; init; }
}
