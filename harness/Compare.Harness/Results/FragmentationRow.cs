using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>fragmentation.csv</c>: one measure of how well a heap uses the memory that it holds, at one
/// moment.</summary>
/// <key>config, workload, heap_bytes, invocation, moment, measure, size_bytes</key>
public sealed record FragmentationRow : ICellKey
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

    /// <summary>peak (of the workload's live objects), end (all frames are left), or run for the whole of it.</summary>
    [Name("moment")]
    public required string Moment { get; init; }

    /// <summary>Name of the measure; <see cref="Memory.FragmentationMeasures"/> lists them.</summary>
    [Name("measure")]
    public required string Measure { get; init; }

    /// <summary>Size of request that the measure is for, bytes; empty where it is for none.</summary>
    [Name("size_bytes")]
    public long? SizeBytes { get; init; }

    /// <summary>The value.</summary>
    [Name("value")]
    public required double Value { get; init; }

    /// <summary>Unit of the value: share, ratio, bytes.</summary>
    [Name("unit")]
    public required string Unit { get; init; }
}
