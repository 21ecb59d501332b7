namespace Compare.Harness.Costs;

/// <summary>A cost that cells are divided by.</summary>
/// <param name="Value">The cost, in the unit of the samples.</param>
/// <param name="Cell">Index of the cell that it comes from.</param>
public readonly record struct Bound(double Value, int Cell);
