using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>settings.csv</c>: one setting of the engine in one process, as asked for and as it came out.</summary>
/// <key>config, workload, heap_bytes, invocation, setting</key>
public sealed record SettingRow : ICellKey
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

    /// <summary>Name of the parameter, or the host runtime's own name of the setting.</summary>
    [Name("setting")]
    public required string Setting { get; init; }

    /// <summary>What was asked for; empty when nothing was.</summary>
    [Name("requested")]
    public string? Requested { get; init; }

    /// <summary>What is in effect; empty where that cannot be known.</summary>
    [Name("effective")]
    public string? Effective { get; init; }

    /// <summary>Unit of both; empty for words, truth values and plain numbers.</summary>
    [Name("unit")]
    public string? Unit { get; init; }

    /// <summary>Whether the request was met; empty when nothing was asked for or it cannot be known.</summary>
    [Name("took_effect")]
    public bool? TookEffect { get; init; }
}
