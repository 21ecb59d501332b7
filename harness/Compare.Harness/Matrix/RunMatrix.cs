using Compare.Harness.Planning;

namespace Compare.Harness.Matrix;

/// <summary>A matrix that can run: every name, parameter and rule has been checked.</summary>
public sealed record RunMatrix
{
    /// <summary>Short name.</summary>
    public string? Name { get; init; }

    /// <summary>The question that it is to answer.</summary>
    public string? Question { get; init; }

    /// <summary>Label of the engine configuration that ratios are against.</summary>
    public required string Baseline { get; init; }

    /// <summary>Engine configurations.</summary>
    public required IReadOnlyList<EngineConfig> Engines { get; init; }

    /// <summary>Workload configurations.</summary>
    public required IReadOnlyList<WorkloadConfig> Workloads { get; init; }

    /// <summary>Heap limits in bytes; null stands for none.</summary>
    public required IReadOnlyList<long?> Heaps { get; init; }

    /// <summary>How often and how long each cell runs.</summary>
    public required RunSettings Runs { get; init; }

    /// <summary>When not empty, only cells that fit one of these rules run.</summary>
    public IReadOnlyList<MatrixRule> Include { get; init; } = [];

    /// <summary>Cells that fit one of these rules do not run.</summary>
    public IReadOnlyList<MatrixRule> Exclude { get; init; } = [];

    /// <summary>Title for reports.</summary>
    public string Title => Question ?? Name ?? "Garbage collectors compared";

    /// <summary>The cells that the rules leave, by workload, heap limit and engine as listed.</summary>
    public IReadOnlyList<Cell> Cells() =>
    [
        .. from workload in Workloads
           from heap in Heaps
           from engine in Engines
           where Include.Count == 0 || Include.Any(rule => rule.Matches(engine.Spec, workload.Spec))
           where !Exclude.Any(rule => rule.Matches(engine.Spec, workload.Spec))
           select new Cell(engine, workload, heap),
    ];
}
