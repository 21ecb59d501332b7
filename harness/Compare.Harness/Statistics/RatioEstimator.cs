namespace Compare.Harness.Statistics;

/// <summary>
/// The ratio of two medians with its 95 % interval: none when either side has fewer than 4 values; Welch's t on the
/// logarithms while either side has fewer than 20; else the percentile bootstrap of the ratio.
/// </summary>
public static class RatioEstimator
{
    /// <summary>Estimates the ratio of the medians.</summary>
    /// <param name="values">One value per invocation.</param>
    /// <param name="baseline">One value per invocation of the baseline.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <returns>The ratio, or null when either median is not positive.</returns>
    public static Estimate? Of(ReadOnlySpan<double> values, ReadOnlySpan<double> baseline, ulong seed)
    {
        double numerator = Quantiles.Median(values);
        double denominator = Quantiles.Median(baseline);
        if (numerator <= 0 || denominator <= 0)
        {
            return null;
        }

        double ratio = numerator / denominator;
        int fewest = Math.Min(values.Length, baseline.Length);
        if (fewest < MedianEstimator.FewestForInterval || HasNonPositive(values) || HasNonPositive(baseline))
        {
            return new Estimate(ratio, null, null, null);
        }

        if (values.IndexOfAnyExcept(values[0]) < 0 && baseline.IndexOfAnyExcept(baseline[0]) < 0)
        {
            return new Estimate(ratio, ratio, ratio, "t-log");
        }

        return fewest < MedianEstimator.FewestForBootstrap
            ? Welch(values, baseline, ratio)
            : Bootstrap(values, baseline, ratio, seed);
    }

    private static Estimate Welch(ReadOnlySpan<double> values, ReadOnlySpan<double> baseline, double ratio)
    {
        (double mean, double variance) = Moments.Of(Array.ConvertAll(values.ToArray(), Math.Log));
        (double otherMean, double otherVariance) = Moments.Of(Array.ConvertAll(baseline.ToArray(), Math.Log));
        double a = variance / values.Length;
        double b = otherVariance / baseline.Length;
        double half = 0;
        if (a + b > 0)
        {
            double degrees = (a + b) * (a + b)
                / ((a * a / (values.Length - 1)) + (b * b / (baseline.Length - 1)));
            half = MedianEstimator.StudentQuantile(degrees) * Math.Sqrt(a + b);
        }

        double center = mean - otherMean;
        return new Estimate(
            ratio, Math.Min(Math.Exp(center - half), ratio), Math.Max(Math.Exp(center + half), ratio), "t-log");
    }

    private static Estimate Bootstrap(
        ReadOnlySpan<double> values, ReadOnlySpan<double> baseline, double ratio, ulong seed)
    {
        SplitMix64 random = new(seed);
        double[] sample = new double[values.Length];
        double[] other = new double[baseline.Length];
        double[] ratios = new double[MedianEstimator.Resamples];
        for (int i = 0; i < ratios.Length; i++)
        {
            MedianEstimator.Resample(values, sample, random);
            MedianEstimator.Resample(baseline, other, random);
            ratios[i] = Quantiles.MedianOfSorted(sample) / Quantiles.MedianOfSorted(other);
        }

        Array.Sort(ratios);
        double low = ratios[(int)(0.025 * ratios.Length)];
        double high = ratios[(int)(0.975 * ratios.Length)];
        return new Estimate(ratio, Math.Min(low, ratio), Math.Max(high, ratio), "bootstrap");
    }

    private static bool HasNonPositive(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (value <= 0)
            {
                return true;
            }
        }

        return false;
    }
}
