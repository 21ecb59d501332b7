using Compare.Reports.Charts;

namespace Compare.Reports.Tests;

public sealed class PercentilesTests
{
    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.5, 50)]
    [InlineData(0.9, 90)]
    [InlineData(0.99, 99)]
    [InlineData(0.995, 100)]
    [InlineData(1.0, 100)]
    public void The_nearest_rank_of_a_hundred(double share, long expected) =>
        Assert.Equal(expected, Percentiles.At([.. Enumerable.Range(1, 100).Select(value => (long)value)], share));

    [Fact]
    public void The_curve_ends_at_the_longest_where_the_values_end()
    {
        List<long> values = [.. Enumerable.Range(1, 1000).Select(value => (long)value)];

        IReadOnlyList<(double Nines, long Value)> curve = Percentiles.Curve(values);

        Assert.Equal((0.0, 1L), curve[0]);
        Assert.Equal((3.0, 1000L), curve[^1]);
        Assert.Contains((1.0, 900L), curve);
        Assert.Contains((2.0, 990L), curve);
    }

    [Fact]
    public void One_value_is_a_point_and_none_is_nothing()
    {
        Assert.Equal([(0.0, 7L)], Percentiles.Curve([7]));
        Assert.Empty(Percentiles.Curve([]));
    }
}
