using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>
/// One row of <c>requests.csv</c>: one request of a measured iteration. Times are ns since the first operation.
/// </summary>
/// <key>config, workload, heap_bytes, invocation, iteration, request</key>
public sealed record RequestRow : ICellKey
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

    /// <summary>Number of the request in its iteration, from 0.</summary>
    [Name("request")]
    public required int Request { get; init; }

    /// <summary>When it was to arrive; empty in a closed loop.</summary>
    [Name("scheduled_ns")]
    public long? ScheduledNs { get; init; }

    /// <summary>When the program turned to it.</summary>
    [Name("begin_ns")]
    public required long BeginNs { get; init; }

    /// <summary>When it was answered.</summary>
    [Name("end_ns")]
    public required long EndNs { get; init; }

    /// <summary>
    /// What a client waits, ns: since the scheduled arrival, also while the program was late for it; else since the begin.
    /// </summary>
    [Ignore]
    public long LatencyNs => EndNs - (ScheduledNs ?? BeginNs);
}
