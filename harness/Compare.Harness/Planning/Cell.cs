using Compare.Harness.Matrix;

namespace Compare.Harness.Planning;

/// <summary>One engine configuration on one workload configuration under one heap limit.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Workload">The workload.</param>
/// <param name="HeapBytes">Heap limit in bytes, null for none.</param>
public sealed record Cell(EngineConfig Engine, WorkloadConfig Workload, long? HeapBytes)
{
    /// <inheritdoc/>
    public override string ToString() => HeapBytes is null
        ? $"{Engine.Label} × {Workload.Label}"
        : $"{Engine.Label} × {Workload.Label} × {HeapLimits.Format(HeapBytes)}";
}
