using Compare.Harness.Execution;

namespace Compare.Harness.Tests.Execution;

public sealed class AutoIterationsTests
{
    [Theory]
    [InlineData(1, long.MaxValue, false)]
    [InlineData(AutoIterations.Fewest - 1, long.MaxValue, false)]
    [InlineData(AutoIterations.Fewest, AutoIterations.EnoughNanoseconds, true)]
    [InlineData(AutoIterations.Fewest, AutoIterations.EnoughNanoseconds - 1, false)]
    [InlineData(AutoIterations.Most - 1, 0, false)]
    [InlineData(AutoIterations.Most, 0, true)]
    public void Enough_is_enough_time_within_the_bounds_of_the_count(int measured, long nanoseconds, bool enough) =>
        Assert.Equal(enough, AutoIterations.IsEnough(measured, nanoseconds));
}
