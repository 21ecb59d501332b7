using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>
/// One row of <c>counters.csv</c>: what one hardware counter counted in one measured iteration, in user space, over all threads
/// of the
/// process. A counter that the machine does not have, or does not show, has no rows; <c>environment.json</c> says why.
/// </summary>
/// <key>config, workload, heap_bytes, invocation, iteration, counter</key>
public sealed record CounterRow : ICellKey
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

    /// <summary>Name of the counter.</summary>
    [Name("counter")]
    public required string Counter { get; init; }

    /// <summary>The count; scaled up where the counter was on for a part of the time only.</summary>
    [Name("value")]
    public required long Value { get; init; }

    /// <summary>What is counted.</summary>
    [Name("unit")]
    public required string Unit { get; init; }

    /// <summary>Share of the time for which the counter was on; 1 means that nothing was scaled.</summary>
    [Name("counted_share")]
    public required double CountedShare { get; init; }
}
