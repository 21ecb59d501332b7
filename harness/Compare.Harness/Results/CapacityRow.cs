using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>
/// One row of <c>capacity.csv</c>: the load that one cell bears with 99 % of the requests answered within a limit.
/// </summary>
/// <key>config, workload, heap_bytes, p99_limit_ns</key>
public sealed record CapacityRow : ICell
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

    /// <summary>Limit of the 99th percentile of latency, ns.</summary>
    [Name("p99_limit_ns")]
    public required long LimitNs { get; init; }

    /// <summary>Highest load within the limit, requests per second; empty where no load is.</summary>
    [Name("requests_per_s")]
    public double? RequestsPerSecond { get; init; }

    /// <summary>Load that keeps the program busy all the time, of the slowest run, requests per second.</summary>
    [Name("saturation_per_s")]
    public required double SaturationPerSecond { get; init; }

    /// <summary>Requests that this was computed from.</summary>
    [Name("requests")]
    public required long Requests { get; init; }
}
