using Compare.Harness.Statistics;
using CsCheck;

namespace Compare.Harness.Tests.Statistics;

public sealed class EstimatorTests
{
    // Two-sided 95 % points from printed tables of Student's t.
    [Theory]
    [InlineData(3, 3.182)]
    [InlineData(4, 2.776)]
    [InlineData(9, 2.262)]
    [InlineData(18, 2.101)]
    public void Quantiles_of_t_are_those_of_the_tables(int degrees, double expected)
    {
        Assert.Equal(expected, MedianEstimator.StudentQuantile(degrees), 3);
    }

    [Fact]
    public void Below_four_values_there_is_no_interval()
    {
        Assert.Equal(new Estimate(2, null, null, null), MedianEstimator.Of([3, 1, 2], 1));
        Assert.Equal(new Estimate(2.5, null, null, null), MedianEstimator.Of([4, 1], 1));
    }

    [Fact]
    public void From_four_values_the_interval_is_t_on_the_logarithms()
    {
        // Logarithms to the base of 2: 0, 1, 2, 3, so the mean is 1.5, s = sqrt(5/3), half = 3.182446 * s / 2.
        Estimate estimate = MedianEstimator.Of([8, 1, 4, 2], 1);
        double half = 3.182446 * Math.Sqrt(5.0 / 3) / 2;

        Assert.Equal(3, estimate.Value);
        Assert.Equal(Math.Pow(2, 1.5 - half), estimate.Low!.Value, 4);
        Assert.Equal(Math.Pow(2, 1.5 + half), estimate.High!.Value, 4);
        Assert.Equal("t-log", estimate.Method);
    }

    [Fact]
    public void Counts_that_may_be_zero_are_taken_as_they_are()
    {
        // Mean 1.5, s = sqrt(5/3).
        Estimate estimate = MedianEstimator.Of([0, 1, 2, 3], 1);

        Assert.Equal("t", estimate.Method);
        Assert.Equal(1.5 - (3.182446 * Math.Sqrt(5.0 / 3) / 2), estimate.Low!.Value, 4);
    }

    [Fact]
    public void From_twenty_values_the_bootstrap_is_used_and_is_the_same_for_a_seed()
    {
        double[] values = [.. Enumerable.Range(1, 25).Select(i => (double)i * i)];

        Estimate estimate = MedianEstimator.Of(values, 7);

        Assert.Equal("bca", estimate.Method);
        Assert.Equal(169, estimate.Value);
        Assert.Equal(estimate, MedianEstimator.Of(values, 7));

        // The exact binomial interval of the median of 25 values lies between the 8th and the 18th (95.7 %).
        Assert.InRange(estimate.Low!.Value, 6 * 6, 10 * 10);
        Assert.InRange(estimate.High!.Value, 16 * 16, 20 * 20);
    }

    [Fact]
    public void Equal_values_have_an_interval_without_width()
    {
        foreach (int count in (int[])[4, 19, 20, 40])
        {
            double[] values = [.. Enumerable.Repeat(67108864.0, count)];

            Estimate estimate = MedianEstimator.Of(values, 1);
            Estimate ratio = RatioEstimator.Of(values, [.. Enumerable.Repeat(3.0, count)], 1)!.Value;

            Assert.Equal((67108864.0, 67108864.0, 67108864.0), (estimate.Value, estimate.Low, estimate.High));
            Assert.Equal((ratio.Value, ratio.Value), (ratio.Low, ratio.High));
        }
    }

    [Fact]
    public void Intervals_always_hold_their_estimate()
    {
        Gen.Double[0.001, 1_000].Array[4, 40].Sample(values =>
        {
            Estimate estimate = MedianEstimator.Of(values, 3);
            return estimate.Low <= estimate.Value && estimate.Value <= estimate.High && double.IsFinite(estimate.High!.Value);
        });
    }

    // Coverage on skewed data, as in the method's own check: nominal 95 %, lognormal with sigma 0.5.
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void About_95_of_100_intervals_cover_the_true_median(int n)
    {
        SplitMix64 random = new(20_261_122);
        int covered = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            double[] values = [.. Enumerable.Range(0, n).Select(_ => Math.Exp(0.5 * Noise.Normal(random)))];
            Estimate estimate = MedianEstimator.Of(values, (ulong)trial);
            covered += estimate.Low <= 1 && 1 <= estimate.High ? 1 : 0;
        }

        Assert.InRange(covered / 400.0, 0.90, 0.99);
    }

    [Fact]
    public void A_ratio_of_equal_spreads_has_the_interval_of_two_samples()
    {
        // Both sides have logarithms 0, 1, 2, 3 (base 2), the first shifted by 1: variance 5/3 each, six degrees of freedom.
        Estimate ratio = RatioEstimator.Of([2, 4, 8, 16], [1, 2, 4, 8], 1)!.Value;
        double half = 2.446912 * Math.Sqrt(2 * (5.0 / 3) / 4);

        Assert.Equal(2, ratio.Value);
        Assert.Equal(Math.Pow(2, 1 - half), ratio.Low!.Value, 4);
        Assert.Equal(Math.Pow(2, 1 + half), ratio.High!.Value, 4);
    }

    [Fact]
    public void A_ratio_needs_four_values_on_both_sides_for_an_interval()
    {
        Assert.Equal(new Estimate(2, null, null, null), RatioEstimator.Of([2, 2, 2], [1, 1, 1, 1], 1));
        Assert.Null(RatioEstimator.Of([1, 1, 1, 1], [0, 0, 0, 0], 1));
    }

    [Fact]
    public void A_ratio_of_many_values_is_bootstrapped()
    {
        double[] values = [.. Enumerable.Range(100, 21).Select(i => (double)i)];

        Estimate ratio = RatioEstimator.Of(values, [.. values.Select(value => value / 2)], 1)!.Value;

        Assert.Equal("bca", ratio.Method);
        Assert.Equal(2, ratio.Value);
        Assert.InRange(ratio.Low!.Value, 1.8, 2);
        Assert.InRange(ratio.High!.Value, 2, 2.2);
    }

    [Fact]
    public void The_geometric_mean_is_the_root_of_the_product()
    {
        Assert.Equal(4, GeometricMean.Of([2, 8]), 12);
        Assert.Equal(1e200, GeometricMean.Of([1e300, 1e100]), 1e188);
        Assert.Throws<ArgumentException>(() => GeometricMean.Of([]));
        Assert.Throws<ArgumentException>(() => GeometricMean.Of([1, 0]));
    }

    [Theory]
    [InlineData(0.5, 20)]
    [InlineData(0.51, 30)]
    [InlineData(0.99, 40)]
    [InlineData(0.01, 10)]
    public void Percentiles_are_the_nearest_rank(double share, long expected)
    {
        Assert.Equal(expected, Quantiles.NearestRank([10, 20, 30, 40], share));
    }
}
