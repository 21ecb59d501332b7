using Compare.Workloads.Randomness;

namespace Compare.Workloads.Tests.Randomness;

/// <summary>The sampler draws what Zipf's law says. The seeds are fixed, so that the tests cannot fail by chance.</summary>
public sealed class ZipfSamplerTests
{
    /// <summary>
    /// Pearson's statistic over groups of ranks: with g groups its mean is g − 1 and its standard deviation the root of
    /// 2(g − 1); the bound is five deviations above.
    /// </summary>
    [Theory]
    [InlineData(1, 0.9)]
    [InlineData(10, 1.0)]
    [InlineData(600, 0.9)]
    [InlineData(5000, 0.0)]
    [InlineData(5000, 0.6)]
    [InlineData(20000, 0.9)]
    [InlineData(20000, 1.2)]
    [InlineData(20000, 3.0)]
    public void Ranks_are_as_frequent_as_the_law_says(int ranks, double skew)
    {
        const int Draws = 400_000;
        const double LeastExpected = 20;
        int[] counts = new int[ranks + 1];
        Xoshiro256 random = new(7);
        ZipfSampler sampler = ZipfSampler.For(ranks, skew);
        for (int i = 0; i < Draws; i++)
        {
            counts[sampler.Next(ref random)]++;
        }

        double total = Enumerable.Range(1, ranks).Sum(rank => Math.Pow(rank, -skew));
        double statistic = 0;
        int groups = 0;
        double expected = 0;
        int observed = 0;
        for (int rank = 1; rank <= ranks; rank++)
        {
            expected += Draws * Math.Pow(rank, -skew) / total;
            observed += counts[rank];
            if (expected >= LeastExpected || rank == ranks)
            {
                statistic += (observed - expected) * (observed - expected) / expected;
                groups++;
                expected = 0;
                observed = 0;
            }
        }

        double bound = groups - 1 + (5 * Math.Sqrt(2.0 * Math.Max(1, groups - 1)));
        Assert.Equal(0, counts[0]);
        Assert.True(statistic <= bound, $"chi-square {statistic:F1} over {groups} groups, bound {bound:F1}");
    }

    [Fact]
    public void A_sampler_is_made_once_for_its_parameters() =>
        Assert.Same(ZipfSampler.For(100, 0.9), ZipfSampler.For(100, 0.9));
}
