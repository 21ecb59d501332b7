using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>canary.csv</c>: one run of the cell that shows whether the machine drifts.</summary>
/// <key>config, workload, heap_bytes, invocation</key>
/// <empty>Where the run did not end well; <c>error</c> where it did.</empty>
public sealed record CanaryRow : ICellKey
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

    /// <summary>Number of the canary, from 0.</summary>
    [Name("invocation")]
    public required int Invocation { get; init; }

    /// <summary>Position in the order of execution, from 0.</summary>
    [Name("order")]
    public required int Order { get; init; }

    /// <summary>When the process was started, ISO 8601, UTC.</summary>
    [Name("started_at")]
    public string? StartedAt { get; init; }

    /// <summary>How it ended.</summary>
    [Name("status")]
    public required CellStatus Status { get; init; }

    /// <summary>The reason for any status but ok.</summary>
    [Name("error")]
    public string? Error { get; init; }

    /// <summary>Median wall time of the measured iterations, ns.</summary>
    [Name("wall_ns")]
    public long? WallNs { get; init; }

    /// <summary>Median CPU time of the measured iterations, ns.</summary>
    [Name("cpu_ns")]
    public long? CpuNs { get; init; }

    /// <summary>Time from starting the process to the first operation of the workload, ns.</summary>
    [Name("startup_ns")]
    public long? StartupNs { get; init; }

    /// <summary>The row of a finished canary.</summary>
    /// <param name="entry">Its line in the journal.</param>
    public static CanaryRow Of(JournalEntry entry) => new()
    {
        Engine = entry.Row.Engine,
        Config = entry.Config,
        Workload = entry.Workload,
        HeapBytes = entry.HeapBytes,
        Invocation = entry.Invocation,
        Order = entry.Row.Order,
        StartedAt = entry.Machine?.StartedAt,
        Status = entry.Row.Status,
        Error = entry.Row.Error,
        WallNs = entry.Row.WallNs,
        CpuNs = entry.Row.CpuNs,
        StartupNs = entry.Row.StartupNs,
    };
}
