using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// Quantiles of Student's t with whole degrees of freedom, each computed once: a plan asks for the same ones in every cell, and
/// the library finds each by iteration.
/// </summary>
internal static class StudentQuantiles
{
    private static readonly ConcurrentDictionary<(int Degrees, double Probability), double> s_known = [];

    /// <summary>The quantile.</summary>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    /// <param name="probability">Probability in (0, 1).</param>
    public static double Of(int degrees, double probability) => s_known.GetOrAdd(
        (degrees, probability), static key => StudentT.InvCDF(0, 1, key.Degrees, key.Probability));
}
