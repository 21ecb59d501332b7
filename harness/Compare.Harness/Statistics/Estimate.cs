namespace Compare.Harness.Statistics;

/// <summary>A number with its 95 % interval.</summary>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">Lower end, or null when there are too few values for an interval.</param>
/// <param name="High">Upper end, or null when there are too few values for an interval.</param>
/// <param name="Method">How the interval was made: t-log, t, bca, mann-whitney; null without an interval.</param>
public readonly record struct Estimate(double Value, double? Low, double? High, string? Method);
