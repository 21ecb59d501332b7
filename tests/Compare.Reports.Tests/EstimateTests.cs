using Compare.Reports.Formatting;

namespace Compare.Reports.Tests;

public sealed class EstimateTests
{
    [Fact]
    public void The_geometric_mean_of_half_and_double_is_one()
    {
        Estimate mean = Estimate.GeometricMean([new(0.5, 0.45, 0.55), new(2, 1.8, 2.2)])!.Value;

        Assert.Equal(1, mean.Value, 12);
        Assert.True(mean.Low < 1 && mean.High > 1);
        Assert.Null(Estimate.GeometricMean([]));
    }
}
