using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Statistics;

public sealed class InvocationPlannerTests
{
    // Known deviations (infinite degrees): nothing is added for the uncertainty of the variance.
    private static LogDifference Known(double deviation) => new(0, 0, double.PositiveInfinity, 2 * deviation * deviation);

    // Cohen (1988): half a standard deviation, 5 %, power 0.8 needs 64 a side by t; medians need π/2 times as many.
    [Fact]
    public void Half_a_deviation_needs_the_number_of_cohen_times_the_loss_of_medians()
    {
        int n = InvocationPlanner.ToDetect(Known(0.1), Math.Exp(0.05) - 1, 0.05)!.Value;

        Assert.InRange(n, (int)(64 * Math.PI / 2) - 2, (int)(64 * Math.PI / 2) + 1);
    }

    // Cohen (1988): 1.2 deviations, 5 %, power 0.8 needs 12 a side by t; ranks need π/3 times as many.
    [Fact]
    public void A_large_difference_needs_the_number_of_cohen_times_the_loss_of_ranks() =>
        Assert.Equal(13, InvocationPlanner.ToDetect(Known(0.1), Math.Exp(0.12) - 1, 0.05));

    [Fact]
    public void Without_noise_the_rank_test_alone_sets_the_number()
    {
        Assert.Equal(4, InvocationPlanner.ToDetect(Known(0), 0.03, 0.05));
        Assert.Equal(6, InvocationPlanner.ToDetect(Known(0), 0.03, 0.005));
    }

    [Fact]
    public void No_number_is_given_when_ten_thousand_are_not_enough() =>
        Assert.Null(InvocationPlanner.ToDetect(Known(1), 0.0001, 0.05));

    [Fact]
    public void An_uncertain_variance_needs_more_than_a_known_one()
    {
        LogDifference pilot = Known(0.05) with { Degrees = 8 };

        Assert.True(InvocationPlanner.ToDetect(pilot, 0.03, 0.05) > InvocationPlanner.ToDetect(Known(0.05), 0.03, 0.05));
    }

    [Fact]
    public void What_is_planned_is_detectable()
    {
        foreach (double effect in (double[])[0.02, 0.03, 0.1, 0.3])
        {
            int n = InvocationPlanner.ToDetect(Known(0.05), effect, 0.05)!.Value;

            Assert.True(InvocationPlanner.Detectable(Known(0.05), n, 0.05) <= effect + 1e-12);
        }

        Assert.Null(InvocationPlanner.Detectable(Known(0.05), 3, 0.05));
        Assert.Null(InvocationPlanner.Detectable(Known(0.05), 5, 0.001));
    }

    [Fact]
    public void An_interval_as_narrow_as_the_tolerance_decides()
    {
        int n = InvocationPlanner.ToDecide(Known(0.05), 0.02, 0.05)!.Value;
        double half = 1.96 * Math.Sqrt(2 * 0.05 * 0.05 / n * Math.PI / 2);

        Assert.Equal(Math.Log(1.02) / 2, half, 4);
    }

    // Kalibera and Jones: √(10 s / 1 s · 4 / 1) = 6.3 iterations.
    [Theory]
    [InlineData(1, 10, 4, 1, 7)]
    [InlineData(1, 1, 1, 4, 1)]
    [InlineData(1, 1_000_000, 4, 1, 100)]
    [InlineData(1, 10, 0, 1, 1)]
    [InlineData(1, 10, 4, -0.5, 100)]
    public void Iterations_follow_costs_and_variances(
        double iteration, double invocation, double within, double between, int expected) =>
        Assert.Equal(expected, InvocationPlanner.Iterations(iteration, invocation, within, between, most: 100));
}
