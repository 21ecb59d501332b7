using Compare.Harness.Matrix;

namespace Compare.Harness.RunComparisons;

/// <summary>What the gates of a matrix found.</summary>
/// <param name="Stat">The limit of a metric; null where the matrix has none.</param>
/// <param name="Worse">Cells beyond it.</param>
/// <param name="Counts">Counts that had to stay the same and did not, as cell and change.</param>
public sealed record MatrixGateResult(
    StatGate? Stat, IReadOnlyList<CellVerdict> Worse, IReadOnlyList<(CellKey Cell, CountChange Change)> Counts);
