namespace Compare.Harness.Matrix;

/// <summary>What <c>gc-compare compare --fail-on worse</c> fails on, when the matrix of the new run says so.</summary>
/// <param name="Exact">Counts of the work vector of which any change fails; empty for none.</param>
/// <param name="Stat">The limit of a metric; null for none.</param>
public sealed record MatrixGates(IReadOnlyList<string> Exact, StatGate? Stat);
