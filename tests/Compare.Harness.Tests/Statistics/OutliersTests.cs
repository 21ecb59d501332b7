using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Statistics;

public sealed class OutliersTests
{
    // Iglewicz and Hoaglin (1993): of 2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3 the last two have |M| above 3.5.
    [Fact]
    public void The_example_of_iglewicz_and_hoaglin() =>
        Assert.Equal([8, 9], Outliers.In([2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3]));

    [Fact]
    public void One_slow_invocation_of_five_is_flagged() => Assert.Equal([2], Outliers.In([100, 101, 150, 99, 100.5]));

    [Fact]
    public void Among_equal_values_the_one_that_differs_is_flagged()
    {
        Assert.Equal([9], Outliers.In([5, 5, 5, 5, 5, 5, 5, 5, 5, 9]));
        Assert.Empty(Outliers.In([5, 5, 5, 5]));
    }

    [Fact]
    public void Below_four_values_nothing_is_far_from_the_others() => Assert.Empty(Outliers.In([1, 1, 1_000]));
}
