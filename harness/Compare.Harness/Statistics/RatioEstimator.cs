namespace Compare.Harness.Statistics;

/// <summary>
/// The ratio of two medians with its 95 % interval: none when either side has fewer than 4 values; Welch's t on the
/// logarithms while either side has fewer than 20; else the bias-corrected and accelerated bootstrap of the log ratio
/// (methodology 3.11).
/// </summary>
public static class RatioEstimator
{
    /// <summary>Estimates the ratio of the medians of values without iterations inside.</summary>
    /// <param name="values">One value per invocation.</param>
    /// <param name="baseline">One value per invocation of the baseline.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <returns>The ratio, or null when either median is not positive.</returns>
    public static Estimate? Of(ReadOnlySpan<double> values, ReadOnlySpan<double> baseline, ulong seed) =>
        Of(new InvocationSample(values, seed), new InvocationSample(baseline, ~seed));

    /// <summary>Estimates the ratio of the medians.</summary>
    /// <param name="sample">The cell.</param>
    /// <param name="baseline">The cell of the baseline.</param>
    /// <returns>The ratio, or null when either median is not positive.</returns>
    public static Estimate? Of(InvocationSample sample, InvocationSample baseline)
    {
        if (sample.Median <= 0 || baseline.Median <= 0)
        {
            return null;
        }

        double ratio = sample.Median / baseline.Median;
        int fewest = Math.Min(sample.Count, baseline.Count);
        if (fewest < MedianEstimator.FewestForInterval || !sample.IsPositive || !baseline.IsPositive)
        {
            return new Estimate(ratio, null, null, null);
        }

        if (sample.IsConstant && baseline.IsConstant)
        {
            return new Estimate(ratio, ratio, ratio, "t-log");
        }

        return fewest < MedianEstimator.FewestForBootstrap
            ? Student(LogDifference.Of(sample.Values, baseline.Values), ratio)
            : Bootstrap(sample, baseline, ratio);
    }

    private static Estimate Student(LogDifference difference, double ratio)
    {
        double half = difference.StandardError > 0
            ? MedianEstimator.StudentQuantile(difference.Degrees) * difference.StandardError
            : 0;
        return Widened(ratio, Math.Exp(difference.Mean - half), Math.Exp(difference.Mean + half), "t-log");
    }

    private static Estimate Bootstrap(InvocationSample sample, InvocationSample baseline, double ratio)
    {
        double[] replicates = [.. sample.Replicates.Zip(baseline.Replicates, (mine, theirs) => Math.Log(mine / theirs))];
        double acceleration = Bca.Acceleration(
            Array.ConvertAll(sample.LeaveOneOutMedians(), Math.Log),
            Array.ConvertAll(baseline.LeaveOneOutMedians(), median => -Math.Log(median)));
        (double low, double high) = Bca.Interval(replicates, Math.Log(ratio), acceleration);
        return Widened(ratio, Math.Exp(low), Math.Exp(high), "bca");
    }

    private static Estimate Widened(double ratio, double low, double high, string method) =>
        new(ratio, Math.Min(low, ratio), Math.Max(high, ratio), method);
}
