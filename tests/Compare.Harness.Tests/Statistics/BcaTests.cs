using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Statistics;

public sealed class BcaTests
{
    // Efron and Tibshirani (1993), chapter 14: spatial test data, A. The variance of the 26 values is 171.5, its
    // acceleration 0.061, and 2000 resamples give the 90 % interval (115.8, 259.6).
    private static readonly double[] s_spatial =
        [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

    [Fact]
    public void The_spatial_test_of_efron_and_tibshirani()
    {
        double[] leftOut = [.. s_spatial.Select((_, i) => Variance([.. s_spatial.Where((_, j) => j != i)]))];
        SplitMix64 random = new(1993);
        double[] replicates = [.. Enumerable.Range(0, 20_000).Select(_ =>
            Variance([.. s_spatial.Select(_ => s_spatial[random.Next(s_spatial.Length)])]))];

        double acceleration = Bca.Acceleration(leftOut);
        (double low, double high) = Bca.Interval(replicates, Variance(s_spatial), acceleration, confidence: 0.9);

        Assert.Equal(171.5, Variance(s_spatial), 1);
        Assert.Equal(0.061, acceleration, 3);

        // Their 2000 resamples leave z0 = 0.146 uncertain by 0.028, one standard error, and the ends by some units.
        Assert.Equal(0.146, Bca.BiasCorrection(replicates, Variance(s_spatial)), 2 * 0.028);
        Assert.Equal(115.8, low, 4.0);
        Assert.Equal(259.6, high, 6.0);
    }

    [Fact]
    public void Without_skewness_and_bias_the_interval_is_that_of_the_percentiles()
    {
        double[] replicates = [.. Enumerable.Range(0, 1_000).Select(i => i + 0.5)];

        Assert.Equal((25.5, 975.5), Bca.Interval(replicates, 500, acceleration: 0));
    }

    [Fact]
    public void Two_samples_of_mirrored_skewness_have_no_acceleration()
    {
        double[] sample = [1, 2, 4, 8, 16];

        Assert.True(Math.Abs(Bca.Acceleration(sample)) > 0.01);
        Assert.Equal(0, Bca.Acceleration(sample, Array.ConvertAll(sample, value => -value)), 12);
        Assert.Equal(Bca.Acceleration(sample) / Math.Sqrt(2), Bca.Acceleration(sample, sample), 12);
    }

    // Iterations of one process agree with each other and invocations do not: resampling iterations alone would be too sure.
    [Fact]
    public void Both_levels_are_resampled()
    {
        double[][] iterations = [.. Enumerable.Range(0, 20).Select(i => new double[] { i, i, i })];
        double[][] noisy = [.. Enumerable.Range(0, 20).Select(_ => new double[] { 5, 10, 15 })];

        Estimate between = MedianEstimator.Of(new InvocationSample([.. iterations.Select(inside => inside[1])], 1, iterations));
        Estimate within = MedianEstimator.Of(new InvocationSample([.. noisy.Select(inside => inside[1])], 1, noisy));
        Estimate flat = MedianEstimator.Of([.. noisy.Select(inside => inside[1])], 1);

        Assert.True(between.High - between.Low > 4);
        Assert.Equal((10.0, 10.0), (flat.Low, flat.High));
        Assert.True(within.High >= within.Low && within.Method == "bca");
    }

    // Drawing ranks must give the medians that sorting a resample gives.
    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    public void Medians_of_resamples_are_those_of_sorted_draws(int n)
    {
        double[] values = [.. Enumerable.Range(0, n).Select(i => (double)i * i)];
        SplitMix64 random = new(3);

        Assert.All(new InvocationSample(values, seed: 3).Replicates, median => Assert.Equal(
            Quantiles.Median([.. Enumerable.Range(0, n).Select(_ => values[random.Next(n)])]), median));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / values.Length;
    }
}
