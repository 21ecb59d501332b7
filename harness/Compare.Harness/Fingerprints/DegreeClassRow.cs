using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Fingerprints;

/// <summary>
/// One row of <c>fingerprints-degrees.csv</c>: live objects of a workload at its peak by the number of their references.
/// </summary>
public sealed record DegreeClassRow
{
    /// <summary>The workload.</summary>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <summary>
    /// Smallest number of references of the class: 0, otherwise a power of two; the next class begins at twice as many.
    /// </summary>
    [Name("least_references")]
    public required long LeastReferences { get; init; }

    /// <summary>Objects that hold so many references: their out-degree.</summary>
    [Name("out_objects")]
    public required long OutObjects { get; init; }

    /// <summary>Objects that so many references lead to, locals and roots not counted: their in-degree.</summary>
    [Name("in_objects")]
    public required long InObjects { get; init; }
}
