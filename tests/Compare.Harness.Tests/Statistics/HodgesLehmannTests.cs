using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Statistics;

public sealed class HodgesLehmannTests
{
    // What wilcox.test(x, y, conf.int = TRUE) of R gives for the membranes of Hollander and Wolfe (1973).
    [Fact]
    public void The_membranes_of_hollander_and_wolfe()
    {
        Estimate shift = HodgesLehmann.Of(
            [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46], [1.15, 0.88, 0.90, 0.74, 1.21]);

        Assert.Equal(0.305, shift.Value, 9);
        Assert.Equal(-0.15, shift.Low!.Value, 9);
        Assert.Equal(0.76, shift.High!.Value, 9);
    }

    // The definition: the interval holds the shifts that the test at 5 % does not reject.
    [Fact]
    public void The_interval_is_what_the_test_does_not_reject()
    {
        SplitMix64 random = new(5);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] first = [.. Enumerable.Range(0, 4 + random.Next(6)).Select(_ => Noise.Normal(random))];
            double[] second = [.. Enumerable.Range(0, 4 + random.Next(6)).Select(_ => Noise.Normal(random))];
            Estimate shift = HodgesLehmann.Of(first, second);

            Assert.True(PValue(first, second, shift.Low!.Value + 1e-9) >= 0.05);
            Assert.True(PValue(first, second, shift.Low!.Value - 1e-9) < 0.05);
            Assert.True(PValue(first, second, shift.High!.Value - 1e-9) >= 0.05);
            Assert.True(PValue(first, second, shift.High!.Value + 1e-9) < 0.05);
        }
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(30, 41)]
    public void Shift_and_interval_are_order_statistics_of_all_differences(int n, int m)
    {
        SplitMix64 random = new(13);
        double[] first = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(50))];
        double[] second = [.. Enumerable.Range(0, m).Select(_ => (double)random.Next(50))];
        double[] sorted = [.. first.SelectMany(a => second.Select(b => a - b)).Order()];

        Estimate shift = HodgesLehmann.Of(first, second);

        Assert.Equal(Quantiles.Median(sorted), shift.Value);
        int rank = Array.IndexOf(sorted, shift.Low!.Value);
        Assert.InRange(rank, 0, sorted.Length / 2);
        Assert.Contains(
            Enumerable.Range(rank, sorted.Length - rank).TakeWhile(i => sorted[i] == shift.Low), i => sorted[^(i + 1)] == shift.High);
    }

    [Fact]
    public void Large_samples_cover_the_true_shift()
    {
        SplitMix64 random = new(11);
        int covered = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            double[] first = [.. Enumerable.Range(0, 25).Select(_ => 5 + Noise.Normal(random))];
            double[] second = [.. Enumerable.Range(0, 25).Select(_ => Noise.Normal(random))];
            Estimate shift = HodgesLehmann.Of(first, second);
            covered += shift.Low <= 5 && 5 <= shift.High ? 1 : 0;
        }

        Assert.InRange(covered / 400.0, 0.92, 0.98);
    }

    [Fact]
    public void Below_four_values_there_is_no_interval() =>
        Assert.Equal(new Estimate(2, null, null, null), HodgesLehmann.Of([3, 3, 3], [1, 1, 1, 1]));

    private static double PValue(double[] first, double[] second, double shift) =>
        MannWhitney.Of([.. first.Select(value => value - shift)], second).PValue;
}
