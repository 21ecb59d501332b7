using Compare.Workloads.Caches;

namespace Compare.Workloads.Tests.Caches;

/// <summary>Keys and the sizes of their values.</summary>
public sealed class LruRequestsTests
{
    private const int Keys = 40_000;

    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public void Values_are_graded_between_the_bounds(int largest)
    {
        LruRequests requests = new(new LruSettings(10, 1, 0.9, Keys, largest), seed: 3);
        int[] sizes = [.. Enumerable.Range(1, Keys).Select(rank => requests.ValueBytes(requests.Key(rank)))];

        Assert.All(sizes, size => Assert.InRange(size, 33, largest));
        double small = sizes.Count(size => size <= 64) / (double)Keys;
        Assert.InRange(small, 0.48, 1);
        Assert.Equal(largest == 64, small > 0.99);
    }

    [Fact]
    public void Keys_differ_for_ranks_and_seeds()
    {
        LruRequests one = new(new LruSettings(10, 1, 0.9, Keys, 64), seed: 1);
        LruRequests two = new(new LruSettings(10, 1, 0.9, Keys, 64), seed: 2);

        Assert.Equal(Keys, Enumerable.Range(1, Keys).Select(rank => one.Key(rank)).Distinct().Count());
        Assert.NotEqual(one.Key(1), two.Key(1));
    }
}
