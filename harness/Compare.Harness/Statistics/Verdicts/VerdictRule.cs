using System.Globalization;
using Compare.Harness.Metrics;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>
/// The one rule by which this tool calls something better, worse or equivalent (methodology 3.12 and 8.6).
/// </summary>
/// <remarks>
/// <para>Equivalent: the 95 % interval of the ratio lies within the tolerance, and the two one-sided tests hold across the
/// matrix. Better or worse: the interval leaves out 1, the Mann-Whitney test holds across the matrix, and the ratio is at
/// least half the tolerance away from 1. Otherwise inconclusive.</para>
/// <para>Half the tolerance as the least effect makes the rule complete: once the interval is no wider than the tolerance, it
/// either leaves out 1 or lies within the tolerance, whatever the truth.</para>
/// </remarks>
public static class VerdictRule
{
    /// <summary>Ratio, less 1, up to which two cells count as equivalent when a matrix does not say otherwise.</summary>
    public const double DefaultTolerance = 0.02;

    /// <summary>False-discovery rate of all comparisons of a matrix in one metric (Benjamini and Hochberg 1995).</summary>
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>Smallest |ln ratio| that is called a difference: half the tolerance.</summary>
    /// <param name="tolerance">The tolerance.</param>
    public static double LeastEffect(double tolerance) => Math.Log(1 + tolerance) / 2;

    /// <summary>Decides.</summary>
    /// <param name="comparison">What the values say.</param>
    /// <param name="direction">Which way the metric is better.</param>
    /// <param name="adjusted">p-value of the Mann-Whitney test, adjusted across the matrix; null where there is none.</param>
    /// <param name="equivalence">p-value of the equivalence tests, adjusted across the matrix; null where there is none.</param>
    /// <param name="tolerance">Ratio, less 1, up to which cells count as equivalent.</param>
    public static (Verdict Verdict, string Reason) Decide(
        Comparison comparison, MetricDirection direction, double? adjusted, double? equivalence, double tolerance)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"±{tolerance * 100:0.###} %");
        if (comparison.Fewest < MedianEstimator.FewestForInterval)
        {
            return (Verdict.Inconclusive, $"cannot decide below {MedianEstimator.FewestForInterval} invocations on both sides");
        }

        if (comparison.IsIdentical)
        {
            return (Verdict.Equivalent, "every value is the same");
        }

        bool within = IsWithin(comparison.Ratio, tolerance);
        if (within && equivalence <= FalseDiscoveryRate)
        {
            return (Verdict.Equivalent, $"the interval of the ratio lies within {range}");
        }

        if (!IsApart(comparison))
        {
            return (Verdict.Inconclusive, within
                ? "equivalence does not hold across the comparisons of the matrix"
                : $"the interval contains no difference and reaches beyond {range}");
        }

        if (!(adjusted <= FalseDiscoveryRate))
        {
            return (Verdict.Inconclusive, "the difference does not hold across the comparisons of the matrix");
        }

        if (comparison.Ratio is { } ratio && Math.Abs(Math.Log(ratio.Value)) < LeastEffect(tolerance))
        {
            return (Verdict.Inconclusive, $"the difference is below half of the tolerance of {range}");
        }

        bool isLess = comparison.Ratio is { } known ? known.Value < 1 : comparison.Shift.Value < 0;
        return (
            isLess == (direction == MetricDirection.Lower) ? Verdict.Better : Verdict.Worse,
            "the interval leaves out no difference, and the test holds across the matrix");
    }

    private static bool IsWithin(Estimate? ratio, double tolerance) =>
        ratio is { Low: { } low, High: { } high } && low > 1 / (1 + tolerance) && high < 1 + tolerance;

    // Where there is no ratio, as for counts of 0, the shift speaks.
    private static bool IsApart(Comparison comparison) => comparison.Ratio is { Low: { } low, High: { } high }
        ? low > 1 || high < 1
        : comparison.Shift.Low > 0 || comparison.Shift.High < 0;
}
