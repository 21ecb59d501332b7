namespace Compare.Harness.RunComparisons;

/// <summary>One thing in which the surroundings of two runs differ.</summary>
/// <param name="Name">What it is, e.g. processor.</param>
/// <param name="Base">In the base; null where it is not known.</param>
/// <param name="New">In the new run; null where it is not known.</param>
/// <param name="Kind">What that means for the comparison.</param>
public sealed record RunDifference(string Name, string? Base, string? New, RunDifferenceKind Kind);
