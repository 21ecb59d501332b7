namespace Compare.Harness.Costs;

/// <summary>What one cell cost, one value per process: the mean over its invocations.</summary>
/// <param name="Totals">Total of one iteration, in any unit of cost.</param>
/// <param name="Explicit">The part of each total that is collection for certain; null where it is not known.</param>
public sealed record CostSample(IReadOnlyList<double> Totals, IReadOnlyList<double>? Explicit);
