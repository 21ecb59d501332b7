using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Fingerprints;

/// <summary>One row of <c>fingerprints-sizes.csv</c>: what a workload allocates of one class of sizes.</summary>
public sealed record SizeClassRow
{
    /// <summary>The workload.</summary>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <summary>Smallest size of the class, nominal bytes, a power of two; the next class begins at twice as many.</summary>
    [Name("least_bytes")]
    public required long LeastBytes { get; init; }

    /// <summary>Objects, and new sizes of buffers.</summary>
    [Name("allocations")]
    public required long Allocations { get; init; }

    /// <summary>Their bytes.</summary>
    [Name("bytes")]
    public required long Bytes { get; init; }
}
