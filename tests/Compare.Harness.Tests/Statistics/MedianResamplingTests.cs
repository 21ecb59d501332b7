using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Statistics;

/// <summary>Every resample again, by drawing one number after the other and sorting.</summary>
public sealed class MedianResamplingTests
{
    private const ulong Seed = 77;

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    public void Counting_ranks_gives_the_medians_of_the_same_draws(int count)
    {
        SplitMix64 values = new(5);
        double[] sorted = [.. Enumerable.Range(0, count).Select(_ => (double)values.Next(30)).Order()];
        SplitMix64 random = new(Seed);

        double[] medians = MedianResampling.Flat(sorted, Seed);

        Assert.Equal(MedianEstimator.Resamples, medians.Length);
        Assert.All(medians, median => Assert.Equal(
            Quantiles.Median([.. Enumerable.Range(0, count).Select(_ => sorted[random.Next(count)])]), median));
    }

    [Theory]
    [InlineData(20, 1, 1)]
    [InlineData(20, 3, 3)]
    [InlineData(21, 3, 3)]
    [InlineData(20, 5, 5)]
    [InlineData(20, 4, 4)]
    [InlineData(21, 1, 4)]
    public void Iterations_are_drawn_inside_the_invocations_that_were_drawn(int count, int fewest, int most)
    {
        SplitMix64 values = new(6);
        double[][] groups =
        [
            .. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, fewest + values.Next(most - fewest + 1))
                .Select(_ => (double)values.Next(100)).ToArray()),
        ];
        SplitMix64 random = new(Seed);

        double[] medians = MedianResampling.Nested(groups, Seed);

        Assert.Equal(MedianEstimator.Resamples, medians.Length);
        Assert.All(medians, median => Assert.Equal(
            Quantiles.Median([.. Enumerable.Range(0, count).Select(_ => Drawn(groups[random.Next(count)], random))]), median));
    }

    [Fact]
    public void Bits_in_a_stretch_are_those_one_by_one()
    {
        SplitMix64 one = new(Seed);
        SplitMix64 many = new(Seed);
        ulong[] bits = new ulong[100];

        many.Fill(bits);

        Assert.All(bits, drawn => Assert.Equal(one.Next(), drawn));
        Assert.Equal(one.Next(), many.Next());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void A_number_below_a_bound_is_the_upper_half_of_the_product(int bound)
    {
        SplitMix64 random = new(Seed);
        ulong[] bits = new ulong[1000];
        random.Fill(bits);
        Assert.All((ulong[])[0, ulong.MaxValue, uint.MaxValue, .. bits], drawn =>
            Assert.Equal((int)Math.BigMul(drawn, (ulong)bound, out _), SplitMix64.Below(drawn, bound)));
    }

    private static double Drawn(double[] inside, SplitMix64 random) =>
        Quantiles.Median([.. inside.Select(_ => inside[random.Next(inside.Length)])]);
}
