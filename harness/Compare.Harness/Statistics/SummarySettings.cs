using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Statistics;

/// <summary>What a summary is made with.</summary>
/// <param name="Baseline">Config that ratios are against.</param>
/// <param name="Planned">Invocations planned per cell.</param>
/// <param name="Seed">Seed of the bootstrap.</param>
/// <param name="Tolerance">Ratio, less 1, up to which cells count as equivalent.</param>
public sealed record SummarySettings(
    string Baseline, int Planned, long Seed, double Tolerance = VerdictRule.DefaultTolerance);
