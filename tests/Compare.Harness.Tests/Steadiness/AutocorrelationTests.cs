using Compare.Harness.Steadiness;

namespace Compare.Harness.Tests.Steadiness;

public sealed class AutocorrelationTests
{
    [Fact]
    public void The_coefficients_of_one_to_five_are_those_of_the_textbook()
    {
        double[] values = [1, 2, 3, 4, 5];

        Assert.Equal(1, Autocorrelation.Of(values, 0)!.Value, 12);
        Assert.Equal(0.4, Autocorrelation.Of(values, 1)!.Value, 12);
        Assert.Equal(-0.1, Autocorrelation.Of(values, 2)!.Value, 12);
        Assert.Equal(-0.4, Autocorrelation.Of(values, 4)!.Value, 12);
    }

    [Fact]
    public void Equal_values_have_none()
    {
        Assert.Null(Autocorrelation.Of([7, 7, 7, 7], 1));
        Assert.Equal(1, Autocorrelation.Period([7, 7, 7, 7, 7, 7, 7, 7, 7]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    public void A_collection_in_every_kth_iteration_is_a_period(int k) =>
        Assert.Equal(k, Autocorrelation.Period(SteadyStateTests.Series(100, i => i % k == 0 ? 30 : 10)));

    [Fact]
    public void A_jump_a_trend_or_noise_is_no_period()
    {
        Assert.Equal(1, Autocorrelation.Period(SteadyStateTests.Series(100, i => i < 40 ? 30 : 10)));
        Assert.Equal(1, Autocorrelation.Period(SteadyStateTests.Series(100, i => i * 3)));
        int found = Enumerable.Range(0, 200)
            .Count(seed => Autocorrelation.Period(SteadyStateTests.Series(60, _ => 10, seed: seed)) > 1);
        Assert.InRange(found, 0, 10);
    }
}
