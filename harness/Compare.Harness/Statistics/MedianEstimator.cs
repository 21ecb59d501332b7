using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// The median over invocations with its 95 % interval. The rule follows from coverage on skewed data: below 4 values no
/// interval; 4 to 19 Student's t on the logarithms; from 20 the bias-corrected and accelerated bootstrap (Efron 1987).
/// </summary>
/// <remarks>
/// On the logarithmic scale t covers the geometric mean. Where the median lies outside, the interval is widened to hold
/// it: an estimate outside its own interval would say less than it knows.
/// </remarks>
public static class MedianEstimator
{
    /// <summary>Fewest values that give an interval.</summary>
    public const int FewestForInterval = 4;

    /// <summary>Fewest values for the bootstrap.</summary>
    public const int FewestForBootstrap = 20;

    /// <summary>Resamples of every bootstrap.</summary>
    public const int Resamples = 2_000;

    /// <summary>Estimates the median.</summary>
    /// <param name="values">One value per invocation, at least one.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static Estimate Of(ReadOnlySpan<double> values, ulong seed)
    {
        double median = Quantiles.Median(values);
        if (values.Length < FewestForInterval)
        {
            return new Estimate(median, null, null, null);
        }

        if (values.IndexOfAnyExcept(values[0]) < 0)
        {
            // No logarithm must make an interval of rounding errors out of a constant.
            return new Estimate(median, median, median, values.Length < FewestForBootstrap ? "t-log" : "bca");
        }

        return values.Length < FewestForBootstrap ? Student(values, median) : Bca(values, median, seed);
    }

    /// <summary>The two-sided 95 % quantile of Student's t.</summary>
    /// <param name="degrees">Degrees of freedom, at least 1; need not be whole.</param>
    public static double StudentQuantile(double degrees) =>
        MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, degrees, 0.975);

    private static Estimate Student(ReadOnlySpan<double> values, double median)
    {
        // Counts of collections may be 0, where no logarithm exists.
        bool logarithmic = true;
        foreach (double value in values)
        {
            logarithmic &= value > 0;
        }

        double[] scaled = values.ToArray();
        if (logarithmic)
        {
            scaled = Array.ConvertAll(scaled, Math.Log);
        }

        (double mean, double variance) = Moments.Of(scaled);
        double half = StudentQuantile(values.Length - 1) * Math.Sqrt(variance / values.Length);
        (double low, double high) = logarithmic
            ? (Math.Exp(mean - half), Math.Exp(mean + half))
            : (mean - half, mean + half);
        return new Estimate(median, Math.Min(low, median), Math.Max(high, median), logarithmic ? "t-log" : "t");
    }

    private static Estimate Bca(ReadOnlySpan<double> values, double median, ulong seed)
    {
        double[] bootstrap = new double[Resamples];
        SplitMix64 random = new(seed);
        double[] sample = new double[values.Length];
        int below = 0;
        for (int i = 0; i < Resamples; i++)
        {
            Resample(values, sample, random);
            bootstrap[i] = Quantiles.MedianOfSorted(sample);
            below += bootstrap[i] < median ? 1 : 0;
        }

        Array.Sort(bootstrap);

        // The median of resamples often equals the median itself; counting half of the ties keeps the correction central.
        int ties = bootstrap.Count(value => value == median);
        double share = Math.Clamp((below + (ties / 2.0)) / Resamples, 0.5 / Resamples, 1 - (0.5 / Resamples));
        double bias = Normal.InvCDF(0, 1, share);
        double acceleration = Acceleration(values);
        double low = At(bootstrap, Adjusted(bias, acceleration, 0.025));
        double high = At(bootstrap, Adjusted(bias, acceleration, 0.975));
        return new Estimate(median, Math.Min(low, median), Math.Max(high, median), "bca");
    }

    private static double Acceleration(ReadOnlySpan<double> values)
    {
        double[] left = new double[values.Length];
        double[] rest = new double[values.Length - 1];
        for (int i = 0; i < values.Length; i++)
        {
            values[..i].CopyTo(rest);
            values[(i + 1)..].CopyTo(rest.AsSpan(i));
            left[i] = Quantiles.Median(rest);
        }

        double mean = left.Average();
        double squares = left.Sum(value => Math.Pow(mean - value, 2));
        return squares == 0 ? 0 : left.Sum(value => Math.Pow(mean - value, 3)) / (6 * Math.Pow(squares, 1.5));
    }

    private static double Adjusted(double bias, double acceleration, double probability)
    {
        double z = bias + Normal.InvCDF(0, 1, probability);
        return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
    }

    private static double At(double[] sorted, double probability) =>
        sorted[Math.Clamp((int)(probability * sorted.Length), 0, sorted.Length - 1)];

    /// <summary>Fills a sample with values drawn with replacement, ascending.</summary>
    internal static void Resample(ReadOnlySpan<double> values, double[] sample, SplitMix64 random)
    {
        for (int j = 0; j < sample.Length; j++)
        {
            sample[j] = values[random.Next(values.Length)];
        }

        Array.Sort(sample);
    }
}
