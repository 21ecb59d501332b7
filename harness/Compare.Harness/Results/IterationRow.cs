using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>iterations.csv</c>: one run of the whole workload inside an invocation.</summary>
/// <key>config, workload, heap_bytes, invocation, iteration</key>
/// <empty>Where the engine cannot know.</empty>
public sealed record IterationRow : ICellKey
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

    /// <summary>Number of the iteration inside its invocation, from 0, warm-up included.</summary>
    [Name("iteration")]
    public required int Iteration { get; init; }

    /// <summary>False for warm-up iterations.</summary>
    [Name("measured")]
    public required bool Measured { get; init; }

    /// <summary>Wall time, ns.</summary>
    [Name("wall_ns")]
    public required long WallNs { get; init; }

    /// <summary>CPU time of all threads of the process, ns.</summary>
    [Name("cpu_ns")]
    public required long CpuNs { get; init; }

    /// <summary>Collector pauses, ns.</summary>
    [Name("gc_ns")]
    public long? GcNs { get; init; }

    /// <summary>Number of pauses.</summary>
    [Name("pause_count")]
    public long? PauseCount { get; init; }

    /// <summary>Objects allocated.</summary>
    [Name("allocated_objects")]
    public required long AllocatedObjects { get; init; }

    /// <summary>Bytes requested on the allocation clock.</summary>
    [Name("allocated_bytes")]
    public required long AllocatedBytes { get; init; }

    /// <summary>
    /// Wall clock at the begin, ns since the first operation of the invocation, on the scale of the events. Results of earlier
    /// versions have no such column.
    /// </summary>
    [Name("start_ns")]
    [Optional]
    public long? StartNs { get; init; }

    /// <summary>
    /// Collections of the host runtime during the iteration; above 0 on an engine with unmanaged memory no measured iteration
    /// is valid.
    /// Results of earlier versions have no such column.
    /// </summary>
    [Name("host_collections")]
    [Optional]
    public long? HostCollections { get; init; }

    /// <summary>The workload's answer as 16 hexadecimal digits.</summary>
    [Name("checksum")]
    public string? Checksum { get; init; }
}
