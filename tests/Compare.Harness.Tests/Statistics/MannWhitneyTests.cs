using Compare.Harness.Statistics;
using CsCheck;

namespace Compare.Harness.Tests.Statistics;

public sealed class MannWhitneyTests
{
    // The example of SciPy's documentation of mannwhitneyu: ages at diagnosis, U = 17, exact two-sided p = 1/9.
    [Fact]
    public void The_ages_of_the_documentation_of_scipy()
    {
        MannWhitney test = MannWhitney.Of([19, 22, 16, 29, 24], [20, 11, 17, 12]);

        Assert.Equal(17, test.U);
        Assert.Equal(0.1111111111, test.PValue, 10);
        Assert.Equal(17 / 20.0, test.Superiority, 12);
        Assert.Equal(0.7, test.CliffsDelta, 12);
    }

    // Hollander and Wolfe (1973), permeability of the chorioamnion, as in R's help of wilcox.test: W = 35, one-sided p = 0.1272.
    [Fact]
    public void The_membranes_of_hollander_and_wolfe()
    {
        MannWhitney test = MannWhitney.Of(
            [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46], [1.15, 0.88, 0.90, 0.74, 1.21]);

        Assert.Equal(35, test.U);
        Assert.Equal(0.1272, test.PValue / 2, 4);
    }

    [Theory]
    [InlineData(3, 0.10)]
    [InlineData(4, 0.029)]
    [InlineData(5, 0.008)]
    public void The_smallest_p_value_of_small_samples(int n, double expected)
    {
        double[] low = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        double[] high = [.. low.Select(value => value + 100)];

        Assert.Equal(expected, MannWhitney.Of(low, high).PValue, 3);
        Assert.Equal(MannWhitney.SmallestPValue(n, n), MannWhitney.Of(low, high).PValue, 12);
    }

    // Few distinct values make many ties; every split of the pooled values is tried.
    [Fact]
    public void Exact_p_values_are_those_of_all_splits()
    {
        Gen.Select(Gen.Int[0, 6].Array[1, 6], Gen.Int[0, 6].Array[1, 6]).Sample((a, b) =>
        {
            double[] first = [.. a.Select(value => (double)value)];
            double[] second = [.. b.Select(value => (double)value)];
            MannWhitney test = MannWhitney.Of(first, second);
            return Math.Abs(test.U - Wins(first, second)) < 1e-9 && Math.Abs(test.PValue - BruteForce(first, second)) < 1e-9;
        });
    }

    // From 20 values on the normal approximation takes over; it must meet the exact distribution there.
    [Fact]
    public void The_approximation_meets_the_exact_distribution()
    {
        SplitMix64 random = new(7);
        for (int trial = 0; trial < 20; trial++)
        {
            double[] first = [.. Enumerable.Range(0, 20).Select(_ => (double)random.Next(1_000_000))];
            double[] second = [.. Enumerable.Range(0, 20).Select(_ => random.Next(1_000_000) + (trial * 30_000.0))];

            double[] counts = RankSums.Counts([.. Enumerable.Range(1, 40).Select(rank => 2 * rank)], 20);
            MannWhitney test = MannWhitney.Of(first, second);
            double u = Math.Min(test.U, 400 - test.U);
            double exact = 2 * Enumerable.Range(0, (int)u + 1).Sum(i => counts[420 + (2 * i)]) / counts.Sum();

            Assert.Equal(Math.Min(1, exact), test.PValue, 2);
        }
    }

    [Fact]
    public void Equal_values_differ_in_nothing()
    {
        Assert.Equal(1, MannWhitney.Of([3, 3, 3, 3], [3, 3, 3, 3, 3]).PValue);
        Assert.Equal(0.5, MannWhitney.Of([3, 3], [3, 3]).Superiority);
        Assert.Equal(1, MannWhitney.Of([.. Enumerable.Repeat(1.0, 30)], [.. Enumerable.Repeat(1.0, 30)]).PValue);
    }

    [Theory]
    [InlineData(0.1, "negligible")]
    [InlineData(-0.2, "small")]
    [InlineData(0.4, "medium")]
    [InlineData(-1, "large")]
    public void Sizes_have_the_words_of_romano(double delta, string word) => Assert.Equal(word, EffectWords.Of(delta));

    private static double Wins(double[] first, double[] second) =>
        first.Sum(x => second.Sum(y => x > y ? 1 : x == y ? 0.5 : 0));

    private static double BruteForce(double[] first, double[] second)
    {
        double[] pooled = [.. first, .. second];
        double observed = Wins(first, second);
        double all = 0;
        double below = 0;
        double above = 0;
        for (int mask = 0; mask < 1 << pooled.Length; mask++)
        {
            if (int.PopCount(mask) == first.Length)
            {
                double u = Wins(
                    [.. pooled.Where((_, i) => (mask >> i & 1) == 1)], [.. pooled.Where((_, i) => (mask >> i & 1) == 0)]);
                all++;
                below += u <= observed ? 1 : 0;
                above += u >= observed ? 1 : 0;
            }
        }

        return Math.Min(1, 2 * Math.Min(below, above) / all);
    }
}
