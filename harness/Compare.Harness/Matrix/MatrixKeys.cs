namespace Compare.Harness.Matrix;

/// <summary>Every key of a matrix file, by the mapping in which it stands. The shipped schema holds the same.</summary>
internal static class MatrixKeys
{
    /// <summary>Keys of the file.</summary>
    public static IReadOnlyList<string> Root { get; } =
    [
        "schema", "name", "question", "baseline", "engines", "workloads", "heap", "runs", "probes", "gates", "modifiers", "sets", "include",
        "exclude", "plugins",
    ];

    /// <summary>Keys of <c>runs</c>.</summary>
    public static IReadOnlyList<string> Runs { get; } =
        ["invocations", "iterations", "warmup", "order", "seed", "timeout", "verify", "aa_pair", "canary", "tolerance", "batch"];

    /// <summary>Keys of a rule of <c>include</c> or <c>exclude</c>.</summary>
    public static IReadOnlyList<string> Rule { get; } = ["engine", "workload"];

    /// <summary>Keys of an entry of <c>engines</c>.</summary>
    public static IReadOnlyList<string> Engine { get; } = ["use", "set", "sweep", "heap", "workloads"];

    /// <summary>Keys of an entry of <c>workloads</c>.</summary>
    public static IReadOnlyList<string> Workload { get; } = ["use", "size", "set", "sweep", "engines"];

    /// <summary>Keys of the filter of one entry.</summary>
    public static IReadOnlyList<string> Filter { get; } = ["include", "exclude"];

    /// <summary>Keys of an entry of <c>modifiers</c>.</summary>
    public static IReadOnlyList<string> Modifier { get; } = ["name", "summary", "engines", "set", "workloads", "heap"];

    /// <summary>Keys of a set.</summary>
    public static IReadOnlyList<string> Set { get; } = ["engines", "workloads"];

    /// <summary>Keys of <c>gates</c>.</summary>
    public static IReadOnlyList<string> Gates { get; } = ["exact", "stat"];

    /// <summary>Keys of <c>gates.stat</c>.</summary>
    public static IReadOnlyList<string> Stat { get; } = ["metric", "worse_than", "fdr"];

    /// <summary>Keys of the mapping form of <c>heap</c>.</summary>
    public static IReadOnlyList<string> Sweep { get; } = ["relative_to", "points", "order", "limits"];

    /// <summary>Keys of an entry of <c>heap.limits</c>.</summary>
    public static IReadOnlyList<string> Limits { get; } = ["workload", "base", "bytes"];
}
