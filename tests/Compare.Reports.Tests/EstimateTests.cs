using Compare.Reports.Formatting;

namespace Compare.Reports.Tests;

public sealed class EstimateTests
{
    [Fact]
    public void Dividing_adds_relative_widths_in_quadrature()
    {
        Estimate ratio = new Estimate(200, 200 / 1.03, 200 * 1.03).Over(new Estimate(100, 100 / 1.04, 100 * 1.04));

        double expected = Math.Exp(Math.Sqrt(Math.Pow(Math.Log(1.03), 2) + Math.Pow(Math.Log(1.04), 2)));
        Assert.Equal(2, ratio.Value, 12);
        Assert.Equal(2 * expected, ratio.High!.Value, 12);
        Assert.Equal(2 / expected, ratio.Low!.Value, 12);
    }

    [Fact]
    public void A_ratio_without_both_intervals_has_none()
    {
        Estimate ratio = new Estimate(2, 1.9, 2.1).Over(new Estimate(1, Low: null, High: null));

        Assert.Equal(2, ratio.Value);
        Assert.False(ratio.HasInterval);
    }

    [Fact]
    public void The_geometric_mean_of_half_and_double_is_one()
    {
        Estimate mean = Estimate.GeometricMean([new(0.5, 0.45, 0.55), new(2, 1.8, 2.2)])!.Value;

        Assert.Equal(1, mean.Value, 12);
        Assert.True(mean.Low < 1 && mean.High > 1);
        Assert.Null(Estimate.GeometricMean([]));
    }

    [Fact]
    public void Intervals_that_touch_are_not_apart()
    {
        Estimate one = new(1, 0.9, 1.1);

        Assert.False(one.IsApartFrom(new Estimate(1.2, 1.1, 1.3)));
        Assert.True(one.IsApartFrom(new Estimate(1.2, 1.11, 1.3)));
        Assert.False(one.IsApartFrom(new Estimate(5, Low: null, High: null)));
    }
}
