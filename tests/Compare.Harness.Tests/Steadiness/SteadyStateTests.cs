using Compare.Harness.Steadiness;

namespace Compare.Harness.Tests.Steadiness;

public sealed class SteadyStateTests
{
    [Theory]
    [InlineData(0, 100, SteadyClass.Flat, 0)]
    [InlineData(30, 130, SteadyClass.WarmUp, 30)]
    [InlineData(30, 70, SteadyClass.Slowdown, 30)]
    [InlineData(90, 130, SteadyClass.WarmUp, 90)]
    [InlineData(91, 130, SteadyClass.NoSteadyState, null)]
    public void The_class_follows_from_where_the_time_changes_and_how(int change, double before, SteadyClass expected, int? from)
    {
        SteadyState state = SteadyState.Of(Series(120, i => i < change ? before : 100));

        Assert.Equal((expected, from), (state.Class, state.SteadyFrom));
    }

    [Fact]
    public void Segments_of_about_the_same_mean_are_one_steady_state()
    {
        SteadyState state = SteadyState.Of(Series(120, i => i < 20 ? 150 : 100, i => i < 60 ? 0.5 : 3));

        Assert.Equal((SteadyClass.WarmUp, 20), (state.Class, state.SteadyFrom));
        Assert.Equal(2, state.Changes);
    }

    [Fact]
    public void A_single_slow_iteration_is_an_outlier_and_no_change()
    {
        SteadyState state = SteadyState.Of(Series(100, i => i == 50 ? 400 : 100));

        Assert.Equal(new SteadyState(SteadyClass.Flat, 0, 0, 1), state);
    }

    [Fact]
    public void Outliers_are_outside_three_widths_of_the_values_around_them()
    {
        double[] values = [.. Enumerable.Range(0, 10).Select(i => 100.0 + i)];
        values[4] = 100 + 4 + 30; // the width p90 − p10 of the ten values is 9 with it: the median lies near 105

        Assert.Equal([4], OutlierWindow.Of(values).Index().Where(pair => pair.Item).Select(pair => pair.Index));
        values[4] = 100 + 4 + 20;
        Assert.DoesNotContain(true, OutlierWindow.Of(values));
    }

    internal static double[] Series(int count, Func<int, double> mean, Func<int, double>? deviation = null, int seed = 5)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => mean(i) + ((deviation?.Invoke(i) ?? 1) * Gauss(random)))];
    }

    // Sums of uniform values: normal enough, and never so far out that they are outliers.
    private static double Gauss(Random random) => Enumerable.Range(0, 6).Sum(_ => random.NextDouble() - 0.5) * Math.Sqrt(2);
}
