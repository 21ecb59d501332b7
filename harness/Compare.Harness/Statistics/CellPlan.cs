namespace Compare.Harness.Statistics;

/// <summary>What one cell needs in the next run.</summary>
/// <param name="Config">The engine with its parameters.</param>
/// <param name="Workload">The workload with its parameters.</param>
/// <param name="HeapBytes">Heap limit in bytes, null for none.</param>
/// <param name="Invocations">
/// Invocations of the cell and of the baseline that find the effect; null when the pilot has no comparison, or when 10 000 are
/// not enough.
/// </param>
/// <param name="Iterations">
/// Measured iterations inside each that make the most of the time; null when the pilot has fewer than two inside an invocation.
/// </param>
public sealed record CellPlan(string Config, string Workload, long? HeapBytes, int? Invocations, int? Iterations);
