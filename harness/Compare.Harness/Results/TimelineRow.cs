using Compare.Harness.Results.Packed;
using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>timeline.csv</c>: a sample of the heap on the allocation clock.</summary>
/// <key>config, workload, heap_bytes, invocation, order of the rows</key>
/// <empty>Where the engine cannot know.</empty>
public sealed partial record TimelineRow : IPackedRow<TimelineRow>
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

    /// <summary>Iteration in which the sample was taken.</summary>
    [Name("iteration")]
    public required int Iteration { get; init; }

    /// <summary>Wall clock, ns since the first operation of the invocation.</summary>
    [Name("wall_ns")]
    public required long WallNs { get; init; }

    /// <summary>Allocation clock: bytes requested since the first operation.</summary>
    [Name("allocated_bytes")]
    public required long AllocatedBytes { get; init; }

    /// <summary>Bytes in use by objects, live or not yet reclaimed.</summary>
    [Name("used_bytes")]
    public long? UsedBytes { get; init; }

    /// <summary>Bytes held from the operating system.</summary>
    [Name("committed_bytes")]
    public long? CommittedBytes { get; init; }
}
