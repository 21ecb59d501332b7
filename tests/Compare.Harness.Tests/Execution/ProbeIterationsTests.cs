using Compare.Harness.Execution;

namespace Compare.Harness.Tests.Execution;

public sealed class ProbeIterationsTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(49_999_999, true)]
    [InlineData(50_000_000, false)]
    [InlineData(2_000_000_000, false)]
    public void A_second_iteration_follows_only_a_first_below_50_ms(long first, bool second) =>
        Assert.Equal(second, ProbeIterations.HasSecond(first));

    [Theory]
    [InlineData(2, 5, 2)]
    [InlineData(0, 2, 2)]
    [InlineData(1, 1, 2)]
    [InlineData(0, 1, 1)]
    public void A_second_iteration_needs_another_to_be_compared_with(int warmup, int measured, int most) =>
        Assert.Equal(most, ProbeIterations.Most(warmup, measured));
}
