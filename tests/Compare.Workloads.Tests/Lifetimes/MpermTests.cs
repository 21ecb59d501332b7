using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Lifetimes;

/// <summary>The published number of pairs.</summary>
public sealed class MpermTests
{
    [Fact]
    public void The_pairs_of_all_permutations_of_eight_numbers_are_as_many_as_published()
    {
        const int Published = 149912;
        const int Numbers = 8;
        const int Queue = 1;

        Assert.Equal(
            Published + Numbers + Queue,
            Laboratory.Expect("mperm:iterations=1,numbers=8,capacity=1,removed=1").AllocatedObjects);
    }
}
