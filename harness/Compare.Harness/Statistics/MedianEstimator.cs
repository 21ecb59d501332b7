using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// The median over invocations with its 95 % interval. The rule follows from coverage on skewed data (methodology 3.11):
/// below 4 values no interval; 4 to 19 Student's t on the logarithms; from 20 the bias-corrected and accelerated
/// bootstrap (Efron 1987) over invocations and the iterations inside.
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

    /// <summary>Estimates the median of values without iterations inside.</summary>
    /// <param name="values">One value per invocation, at least one.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static Estimate Of(ReadOnlySpan<double> values, ulong seed) => Of(new InvocationSample(values, seed));

    /// <summary>Estimates the median.</summary>
    /// <param name="sample">The cell.</param>
    public static Estimate Of(InvocationSample sample)
    {
        double median = sample.Median;
        if (sample.Count < FewestForInterval)
        {
            return new Estimate(median, null, null, null);
        }

        if (sample.IsConstant)
        {
            // No logarithm must make an interval of rounding errors out of a constant.
            return new Estimate(median, median, median, sample.Count < FewestForBootstrap ? "t-log" : "bca");
        }

        return sample.Count < FewestForBootstrap ? Student(sample) : Bootstrap(sample);
    }

    /// <summary>The two-sided 95 % quantile of Student's t.</summary>
    /// <param name="degrees">Degrees of freedom, at least 1; need not be whole.</param>
    public static double StudentQuantile(double degrees) => StudentT.InvCDF(0, 1, degrees, (1 + Bca.Confidence) / 2);

    private static Estimate Student(InvocationSample sample)
    {
        // Counts of collections may be 0, where no logarithm exists.
        bool logarithmic = sample.IsPositive;
        double[] scaled = [.. logarithmic ? sample.Values.Select(value => Math.Log(value)) : sample.Values];
        (double mean, double variance) = Moments.Of(scaled);
        double half = StudentQuantile(sample.Count - 1) * Math.Sqrt(variance / sample.Count);
        (double low, double high) = logarithmic
            ? (Math.Exp(mean - half), Math.Exp(mean + half))
            : (mean - half, mean + half);
        return Widened(sample.Median, low, high, logarithmic ? "t-log" : "t");
    }

    private static Estimate Bootstrap(InvocationSample sample)
    {
        double acceleration = Bca.Acceleration(sample.LeaveOneOutMedians());
        (double low, double high) = Bca.Interval([.. sample.Replicates], sample.Median, acceleration);
        return Widened(sample.Median, low, high, "bca");
    }

    private static Estimate Widened(double median, double low, double high, string method) =>
        new(median, Math.Min(low, median), Math.Max(high, median), method);
}
