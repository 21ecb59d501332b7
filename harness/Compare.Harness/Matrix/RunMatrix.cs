using Compare.Harness.Planning;

namespace Compare.Harness.Matrix;

/// <summary>A matrix that can run: every name, parameter and rule has been checked.</summary>
public sealed record RunMatrix
{
    /// <summary>Full paths of the assemblies from outside this build whose engines and workloads it may name.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

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

    /// <summary>Heap limits in bytes; null stands for none. A sweep replaces them.</summary>
    public required IReadOnlyList<long?> Heaps { get; init; }

    /// <summary>Heap sizes relative to what each workload needs; null with plain limits.</summary>
    public HeapSweep? Sweep { get; init; }

    /// <summary>How often and how long each cell runs.</summary>
    public required RunSettings Runs { get; init; }

    /// <summary>What a comparison with an earlier run fails on; null for the rule of the tool.</summary>
    public MatrixGates? Gates { get; init; }

    /// <summary>The cell that shows whether the machine drifts, where the plan wants one; null in a build that has none.</summary>
    public Cell? Canary { get; init; }

    /// <summary>When not empty, only cells that fit one of these rules run.</summary>
    public IReadOnlyList<MatrixRule> Include { get; init; } = [];

    /// <summary>Cells that fit one of these rules do not run.</summary>
    public IReadOnlyList<MatrixRule> Exclude { get; init; } = [];

    /// <summary>Title for reports.</summary>
    public string Title => Question ?? Name ?? "Garbage collectors compared";

    /// <summary>The engines and workloads that the rules leave, by workload and engine as listed.</summary>
    public IEnumerable<(EngineConfig Engine, WorkloadConfig Workload)> Pairs() =>
        from workload in Workloads
        from engine in Engines
        where Leave(engine, workload)
        select (engine, workload);

    /// <summary>
    /// The cells that the rules leave, by workload, heap limit and engine as listed. An engine that the matrix or, in a sweep,
    /// its nature opts out runs without limit, as every engine does on a workload whose limits are not known.
    /// </summary>
    public IReadOnlyList<Cell> Cells()
    {
        HashSet<EngineConfig> limited = [.. Engines.Where(TakesLimits)];
        List<Cell> cells = [];
        foreach (WorkloadConfig workload in Workloads)
        {
            EngineConfig[] engines = [.. Engines.Where(engine => Leave(engine, workload))];
            IReadOnlyList<long?> heaps = Sweep?.LimitsOf(workload) ?? Heaps;
            EngineConfig[] free = [.. engines.Where(engine => heaps.Count == 0 || !limited.Contains(engine))];
            cells.AddRange(free.Select(engine => new Cell(engine, workload, null)));
            cells.AddRange(
                from heap in heaps
                from engine in engines.Except(free)
                select new Cell(engine, workload, heap));
        }

        return cells;
    }

    private bool TakesLimits(EngineConfig engine) =>
        Sweep is null ? !engine.IsWithoutHeapLimit : HeapLimitUse.OptsOut(engine) is null;

    private bool Leave(EngineConfig engine, WorkloadConfig workload) =>
        (Include.Count == 0 || Include.Any(rule => rule.Matches(engine.Spec, workload.Spec)))
        && !Exclude.Any(rule => rule.Matches(engine.Spec, workload.Spec))
        && engine.Workloads.All(filter => filter.Leaves(workload.Spec))
        && workload.Engines.All(filter => filter.Leaves(engine.Spec));
}
