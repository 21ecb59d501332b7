namespace Compare.Harness.Matrix;

/// <summary>A matrix file as written, before names and parameters have been held against the engines and workloads.</summary>
public sealed record MatrixDocument
{
    /// <summary>The only schema number that this version reads.</summary>
    public const int Schema = 1;

    /// <summary>File or preset that it was read from.</summary>
    public required string Source { get; init; }

    /// <summary>Short name.</summary>
    public string? Name { get; init; }

    /// <summary>The question that the matrix is to answer.</summary>
    public string? Question { get; init; }

    /// <summary>Engine that ratios are against, as written among the engines.</summary>
    public Located<string>? Baseline { get; init; }

    /// <summary>Assemblies with engines and workloads from outside this build; relative paths are seen from the matrix file.</summary>
    public IReadOnlyList<Located<string>> Plugins { get; init; } = [];

    /// <summary>Engines; the name <c>all</c> stands for every engine that was found.</summary>
    public IReadOnlyList<Located<ConfigExpression>> Engines { get; init; } = [];

    /// <summary>Workloads; the name <c>all</c> stands for every workload that was found.</summary>
    public IReadOnlyList<Located<ConfigExpression>> Workloads { get; init; } = [];

    /// <summary>Heap limits in bytes; null stands for none.</summary>
    public IReadOnlyList<Located<long?>> Heaps { get; init; } = [];

    /// <summary>A sweep of heap sizes relative to what each workload needs; null with plain limits.</summary>
    public Located<HeapSweep>? Sweep { get; init; }

    /// <summary>How often and how long each cell runs.</summary>
    public RunSettings Runs { get; init; } = new();

    /// <summary>Modifiers that the matrix defines, in order: the last of a name goes before the others and before the shipped ones.</summary>
    public IReadOnlyList<Located<MatrixModifier>> Modifiers { get; init; } = [];

    /// <summary>Sets that the matrix defines, by name.</summary>
    public IReadOnlyDictionary<string, Located<MatrixSet>> Sets { get; init; } = new Dictionary<string, Located<MatrixSet>>(StringComparer.Ordinal);

    /// <summary>What a comparison with an earlier run fails on; null for the rule of the tool.</summary>
    public MatrixGates? Gates { get; init; }

    /// <summary>True when the first engine takes the place of a baseline that is not among the engines.</summary>
    public bool IsBaselineOptional { get; init; }

    /// <summary>When not empty, only cells that fit one of these rules run.</summary>
    public IReadOnlyList<Located<MatrixRule>> Include { get; init; } = [];

    /// <summary>Cells that fit one of these rules do not run.</summary>
    public IReadOnlyList<Located<MatrixRule>> Exclude { get; init; } = [];
}
