using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Statistics;

public sealed class MannKendallTests
{
    // Upper tails of Kendall's S in Hollander and Wolfe, Nonparametric Statistical Methods, table A.30.
    [Theory]
    [InlineData(4, 6, 0.042)]
    [InlineData(10, 15, 0.108)]
    [InlineData(10, 19, 0.054)]
    [InlineData(10, 21, 0.036)]
    [InlineData(10, 23, 0.023)]
    public void The_exact_p_is_the_tabulated_one(int n, int s, double upperTail)
    {
        MannKendall test = MannKendall.Of(WithS(n, s));

        Assert.Equal(s, test.S);
        Assert.Equal(upperTail, test.PValue / 2, 0.0005);
    }

    [Fact]
    public void It_is_the_share_of_all_orders_that_are_as_extreme()
    {
        double[] values = [3, 1, 4, 2, 6, 7, 5];
        int[] all = [.. Orders([1, 2, 3, 4, 5, 6, 7]).Select(S)];
        MannKendall test = MannKendall.Of(values);

        Assert.Equal(S(values), test.S);
        Assert.Equal(all.Count(s => Math.Abs(s) >= Math.Abs(test.S)) / (double)all.Length, test.PValue, 12);
    }

    [Fact]
    public void Time_turned_around_turns_the_sign_alone()
    {
        double[] values = [1, 2, 2, 5, 3, 8, 9, 7];
        MannKendall forward = MannKendall.Of(values);
        Array.Reverse(values);
        MannKendall backward = MannKendall.Of(values);

        Assert.Equal((-forward.S, forward.PValue), (backward.S, backward.PValue));
    }

    // Variance (8·7·21 − 2·1·9 − 3·2·11)/18 = 60.667, z = (4 − 1)/7.789 = 0.3852.
    [Fact]
    public void Ties_take_the_normal_approximation_with_their_correction()
    {
        MannKendall tied = MannKendall.Of([1, 4, 4, 2, 4, 6, 3, 3]);

        Assert.Equal(4, tied.S);
        Assert.Equal(0.70012, tied.PValue, 0.00001);
    }

    [Fact]
    public void From_41_values_on_the_normal_approximation_goes_on_where_the_exact_one_ends()
    {
        // The same rank correlation: S is a fifth of its most.
        double exact = MannKendall.Of(WithS(40, 156)).PValue;
        double normal = MannKendall.Of(WithS(41, 164)).PValue;

        Assert.Equal(0.070751, exact, 0.000001);
        Assert.Equal(0.067130, normal, 0.000001);
    }

    [Fact]
    public void Equal_values_show_nothing() => Assert.Equal(new MannKendall(0, 1), MannKendall.Of([5, 5, 5, 5, 5]));

    [Fact]
    public void The_slope_is_the_median_over_pairs_and_bears_an_outlier()
    {
        // Sen (1968): values on a line but for one.
        Assert.Equal(2, TheilSen.Slope([0, 1, 2, 3, 10], [1, 3, 5, 700, 21]));
        Assert.Null(TheilSen.Slope([4, 4], [1, 2]));
    }

    private static int S(double[] values) =>
        Enumerable.Range(0, values.Length).Sum(i =>
            Enumerable.Range(i + 1, values.Length - i - 1).Sum(j => Math.Sign(values[j] - values[i])));

    // Starts ascending, S at its most; moving a value one place back takes 2 from S.
    private static double[] WithS(int n, int s)
    {
        double[] values = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        int inversions = ((n * (n - 1) / 2) - s) / 2;
        for (int end = n - 1; inversions > 0; end--)
        {
            for (int i = 0; i < end && inversions > 0; i++, inversions--)
            {
                (values[i], values[i + 1]) = (values[i + 1], values[i]);
            }
        }

        return values;
    }

    private static IEnumerable<double[]> Orders(double[] values) => values.Length == 1
        ? [values]
        : values.SelectMany(first =>
            Orders([.. values.Where(value => value != first)]).Select(rest => (double[])[first, .. rest]));
}
