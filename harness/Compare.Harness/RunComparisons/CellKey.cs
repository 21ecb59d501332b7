using Compare.Harness.Matrix;

namespace Compare.Harness.RunComparisons;

/// <summary>What two runs are matched by.</summary>
/// <param name="Config">The engine with its parameters.</param>
/// <param name="Workload">The workload with its parameters.</param>
/// <param name="HeapBytes">Heap limit in bytes, null for none.</param>
public sealed record CellKey(string Config, string Workload, long? HeapBytes)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Config} × {Workload}{(HeapBytes is null ? string.Empty : " × " + HeapLimits.Format(HeapBytes))}";
}
