namespace Compare.Harness.Matrix;

/// <summary>Engines or workloads under one name, used as one entry (running-ng's suites and modifier sets; methodology 2.1).</summary>
/// <param name="Engines">What it stands for among the engines.</param>
/// <param name="Workloads">What it stands for among the workloads.</param>
public sealed record MatrixSet(
    IReadOnlyList<Located<ConfigExpression>> Engines, IReadOnlyList<Located<ConfigExpression>> Workloads);
