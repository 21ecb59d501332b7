using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>costs.csv</c>: one measure of what memory management costs, in one cell.</summary>
/// <key>config, workload, heap_bytes, metric</key>
/// <empty>Where there is no interval, or nothing that the value is measured from.</empty>
public sealed record CostRow : ICell
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

    /// <summary>Name of the measure; <see cref="Costs.CostMetrics"/> lists them.</summary>
    [Name("metric")]
    public required string Metric { get; init; }

    /// <summary>Unit of the value: ns, ratio, share, bytes, byte_s, per_store.</summary>
    [Name("unit")]
    public required string Unit { get; init; }

    /// <summary>The value.</summary>
    [Name("value")]
    public required double Value { get; init; }

    /// <summary>Lower end of the 95 % interval; empty where there is none.</summary>
    [Name("low")]
    public double? Low { get; init; }

    /// <summary>Upper end of the 95 % interval; empty where there is none.</summary>
    [Name("high")]
    public double? High { get; init; }

    /// <summary>How the interval was made, e.g. bootstrap of the whole procedure.</summary>
    [Name("interval_method")]
    public string? IntervalMethod { get; init; }

    /// <summary>Invocations in the value.</summary>
    [Name("n")]
    public required int N { get; init; }

    /// <summary>Config of the cell that the value is relative to; empty where it is relative to none.</summary>
    [Name("reference")]
    public string? Reference { get; init; }

    /// <summary>Heap limit of that cell in bytes; empty for no limit.</summary>
    [Name("reference_heap_bytes")]
    public long? ReferenceHeapBytes { get; init; }

    /// <summary>
    /// Names the set of cells that the reference was chosen from, as 16 hexadecimal digits: bounds of different sets must not be
    /// compared, since another cell can only lower them.
    /// </summary>
    [Name("candidates")]
    public string? Candidates { get; init; }
}
