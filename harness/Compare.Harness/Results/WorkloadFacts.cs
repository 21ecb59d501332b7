using Compare.Harness.Matrix;

namespace Compare.Harness.Results;

/// <summary>What a workload of a run says of itself, for readers of its results.</summary>
public sealed record WorkloadFacts
{
    /// <summary>The workload with its parameters, as in the column workload.</summary>
    public required string Workload { get; init; }

    /// <summary>Its name without parameters.</summary>
    public string? Name { get; init; }

    /// <summary>What it has in common with others, e.g. Services for programs that serve requests.</summary>
    public string? Family { get; init; }

    /// <summary>Reads what a workload says.</summary>
    public static WorkloadFacts Of(WorkloadConfig workload) => new()
    {
        Workload = workload.Label,
        Name = workload.Workload.Name,
        Family = workload.Workload.Family,
    };
}
