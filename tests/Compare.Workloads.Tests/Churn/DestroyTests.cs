using Compare.Workloads.Randomness;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Churn;

/// <summary>The published result of the published parameters.</summary>
public sealed class DestroyTests
{
    private const long EndOfRow = -1;

    private static readonly long[][] s_published =
    [
        [1, 1, 2],
        [1, 1, 1],
        [1, 1, 1, 2],
        [1, 1, 1, 1],
        [1, 1, 1, 1, 2],
        [1, 1, 1, 1, 2],
        [1, 1, 1, 1, 2],
        [1, 1, 1, 1, 2],
        [1, 1, 1, 1, 2],
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3],
    ];

    [Fact]
    public void The_rows_are_as_published()
    {
        Digest digest = default;
        foreach (long number in s_published.SelectMany(row => row.Append(EndOfRow)))
        {
            digest.Add(number);
        }

        Assert.Equal(digest.Value, Laboratory.Checksum("nogc", "destroy:steps=600,added=50,repetitions=1"));
    }
}
