using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>latency.csv</c>: one percentile of the latency of requests of one cell.</summary>
/// <key>config, workload, heap_bytes, kind, window_ns, load_per_s, percentile</key>
public sealed record LatencyRow : ICell
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

    /// <summary>How latency is counted: simple, metered, open_loop or queue.</summary>
    [Name("kind")]
    public required string Kind { get; init; }

    /// <summary>
    /// Window over which begins are spread, ns, of metered latency; empty for the whole run and for other kinds.
    /// </summary>
    [Name("window_ns")]
    public long? WindowNs { get; init; }

    /// <summary>Offered load of the post-hoc queue, requests per second; empty for other kinds.</summary>
    [Name("load_per_s")]
    public double? LoadPerSecond { get; init; }

    /// <summary>That load over the one that keeps the slowest run busy all the time; empty for other kinds.</summary>
    [Name("utilization")]
    public double? Utilization { get; init; }

    /// <summary>The percentile; 100 is the longest.</summary>
    [Name("percentile")]
    public required double Percentile { get; init; }

    /// <summary>The latency that this share of the requests does not exceed, ns, to three digits; the longest is exact.</summary>
    [Name("latency_ns")]
    public required long LatencyNs { get; init; }

    /// <summary>Requests of all measured iterations of all finished invocations.</summary>
    [Name("requests")]
    public required long Requests { get; init; }
}
