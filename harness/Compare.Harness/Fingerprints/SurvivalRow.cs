using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Fingerprints;

/// <summary>One row of <c>fingerprints-survival.csv</c>: a point of a workload's survival curve.</summary>
public sealed record SurvivalRow
{
    /// <summary>The workload.</summary>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <summary>Bytes allocated since an object's own allocation.</summary>
    [Name("age_bytes")]
    public required long AgeBytes { get; init; }

    /// <summary>Share of all allocated bytes that are still alive at that age.</summary>
    [Name("alive_share")]
    public required double AliveShare { get; init; }
}
