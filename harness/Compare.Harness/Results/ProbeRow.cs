using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>
/// One row of <c>probes.csv</c>: one run of the whole workload with a probe compiled in, for its cost against one without.
/// </summary>
/// <key>config, workload, heap_bytes, invocation, probe, iteration</key>
public sealed record ProbeRow : ICellKey
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

    /// <summary>Name of the probe: work_vector.</summary>
    [Name("probe")]
    public required string Probe { get; init; }

    /// <summary>Number of the iteration inside its invocation, from 0.</summary>
    [Name("iteration")]
    public required int Iteration { get; init; }

    /// <summary>Wall time, ns.</summary>
    [Name("wall_ns")]
    public required long WallNs { get; init; }

    /// <summary>CPU time of all threads of the process, ns.</summary>
    [Name("cpu_ns")]
    public required long CpuNs { get; init; }
}
