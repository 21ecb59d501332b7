using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// The bias-corrected and accelerated bootstrap interval (Efron 1987; methodology 3.11), apart from what is estimated:
/// it takes the replicates, the estimate and the jackknife's values.
/// </summary>
public static class Bca
{
    /// <summary>Level of every interval.</summary>
    public const double Confidence = 0.95;

    /// <summary>Cuts the interval out of the replicates.</summary>
    /// <param name="replicates">Estimates of the resamples; sorted in place.</param>
    /// <param name="estimate">Estimate of the sample itself.</param>
    /// <param name="acceleration">Of <see cref="Acceleration"/>.</param>
    /// <param name="confidence">Level, e.g. 0.95.</param>
    public static (double Low, double High) Interval(
        double[] replicates, double estimate, double acceleration, double confidence = Confidence)
    {
        Array.Sort(replicates);
        double bias = BiasCorrection(replicates, estimate);
        double tail = (1 - confidence) / 2;
        return (At(replicates, Adjusted(bias, acceleration, tail)), At(replicates, Adjusted(bias, acceleration, 1 - tail)));
    }

    /// <summary>z₀: the normal quantile of the share of replicates below the estimate, half of the ties counted.</summary>
    /// <param name="replicates">Estimates of the resamples.</param>
    /// <param name="estimate">Estimate of the sample itself.</param>
    public static double BiasCorrection(ReadOnlySpan<double> replicates, double estimate)
    {
        // Medians of resamples often equal the median itself; counting half of the ties keeps the correction central.
        double below = 0;
        foreach (double replicate in replicates)
        {
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        }

        double least = 0.5 / replicates.Length;
        return Normal.InvCDF(0, 1, Math.Clamp(below / replicates.Length, least, 1 - least));
    }

    /// <summary>
    /// The acceleration of estimates from one or more independent samples (Efron 1987 for one, Davison and Hinkley 1997,
    /// equation 5.28 with jackknife influence values, for several): a sixth of the skewness of the influences.
    /// </summary>
    /// <param name="leaveOneOut">For each sample, the estimates with one of its values left out at a time.</param>
    public static double Acceleration(params ReadOnlySpan<double[]> leaveOneOut)
    {
        double cubes = 0;
        double squares = 0;
        foreach (double[] sample in leaveOneOut)
        {
            double n = sample.Length;
            double mean = sample.Average();
            foreach (double value in sample)
            {
                double influence = (n - 1) * (mean - value) / n;
                squares += influence * influence;
                cubes += influence * influence * influence;
            }
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    private static double Adjusted(double bias, double acceleration, double probability)
    {
        double z = bias + Normal.InvCDF(0, 1, probability);
        return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
    }

    private static double At(double[] sorted, double probability) =>
        sorted[Math.Clamp((int)(probability * sorted.Length), 0, sorted.Length - 1)];
}
