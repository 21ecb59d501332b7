using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// Equivalence by two one-sided tests (Schuirmann 1987; methodology 3.12), Welch's t on the logarithms: both "the ratio is
/// at most 1/(1 + tolerance)" and "it is at least 1 + tolerance" must be rejected.
/// </summary>
public static class Equivalence
{
    /// <summary>The larger of the two one-sided p-values.</summary>
    /// <param name="difference">Difference of the means of the logarithms.</param>
    /// <param name="tolerance">Largest ratio, less 1, that counts as no difference; e.g. 0.02.</param>
    public static double PValue(LogDifference difference, double tolerance) =>
        PValue(difference.Mean, difference.StandardError, difference.Degrees, Math.Log(1 + tolerance));

    /// <summary>The larger of the two one-sided p-values, for a difference on any scale.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="standardError">Its standard error; 0 for constants.</param>
    /// <param name="degrees">Degrees of freedom.</param>
    /// <param name="bound">Differences from −bound to bound count as none.</param>
    public static double PValue(double difference, double standardError, double degrees, double bound)
    {
        if (standardError == 0)
        {
            return Math.Abs(difference) < bound ? 0 : 1;
        }

        // Above −bound, and below bound: the one that is nearer decides.
        double t = (bound - Math.Abs(difference)) / standardError;
        return StudentT.CDF(0, 1, degrees, -t);
    }
}
