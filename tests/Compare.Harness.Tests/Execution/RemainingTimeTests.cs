using Compare.Harness.Execution;
using Compare.Harness.Planning;

namespace Compare.Harness.Tests.Execution;

public sealed class RemainingTimeTests
{
    private static InvocationKey Key(string config, int invocation = 0) => new(config, "rings", null, invocation, InvocationKind.Timed);

    [Fact]
    public void A_known_cell_counts_by_its_own_mean_and_an_unknown_one_by_the_mean_of_all()
    {
        RemainingTime time = new();
        time.Add(Key("fast", 0), 100);
        time.Add(Key("fast", 1), 300);
        time.Add(Key("slow"), 2_000);

        Assert.Equal(200 + 2_000 + 800, time.For([Key("fast", 2), Key("slow", 1), Key("new")]).TotalMilliseconds);
    }

    [Fact]
    public void Nothing_is_known_at_first()
    {
        RemainingTime time = new();

        Assert.False(time.IsKnown);
        Assert.Equal(TimeSpan.Zero, time.For([Key("any")]));
    }
}
