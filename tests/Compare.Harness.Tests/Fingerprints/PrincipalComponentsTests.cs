using Compare.Harness.Fingerprints;

namespace Compare.Harness.Tests.Fingerprints;

public sealed class PrincipalComponentsTests
{
    /// <summary>The two measures of the example in Smith, "A tutorial on principal components analysis" (2002).</summary>
    private static readonly double[][] s_published =
    [
        [2.5, 2.4], [0.5, 0.7], [2.2, 2.9], [1.9, 2.2], [3.1, 3.0], [2.3, 2.7], [2.0, 1.6], [1.0, 1.1], [1.5, 1.6], [1.1, 0.9],
    ];

    /// <summary>Of two standardised features with the correlation r the components explain (1 + r)/2 and (1 − r)/2.</summary>
    [Fact]
    public void Two_features_share_the_variance_by_their_correlation()
    {
        // From the covariances that the tutorial prints.
        double correlation = 0.615444444 / Math.Sqrt(0.616555556 * 0.716555556);

        PrincipalComponents components = PrincipalComponents.Of(s_published);

        Assert.Equal((1 + correlation) / 2, components.Shares[0], 6);
        Assert.Equal((1 - correlation) / 2, components.Shares[1], 6);
        Assert.Equal(Math.Sqrt(0.5), components.Loading(0, 0), 6);
        Assert.Equal(Math.Sqrt(0.5), components.Loading(0, 1), 6);
    }

    [Fact]
    public void Scores_keep_all_distances()
    {
        double[][] values = [[1, 10, 3], [2, 8, 9], [4, 1, 2], [3, 3, 3], [7, 5, 1]];
        PrincipalComponents components = PrincipalComponents.Of(values);
        for (int left = 0; left < values.Length; left++)
        {
            for (int right = 0; right < left; right++)
            {
                double standard = Distance(components.Standard(left), components.Standard(right));
                double scored = Distance(
                    [.. Enumerable.Range(0, 3).Select(component => components.Score(left, component))],
                    [.. Enumerable.Range(0, 3).Select(component => components.Score(right, component))]);
                Assert.Equal(standard, scored, 9);
            }
        }

        Assert.Equal(1, components.Shares.Sum(), 9);
    }

    [Fact]
    public void A_feature_that_never_changes_has_no_part()
    {
        PrincipalComponents components = PrincipalComponents.Of([[1, 5, 1], [2, 5, 4], [3, 5, 2]]);

        Assert.Equal(0, components.Loading(0, 1), 9);
        Assert.Equal(0, components.Loading(1, 1), 9);
    }

    [Fact]
    public void Too_little_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Of([[1, 2]]));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Of([[1, 2], [1, 2]]));
    }

    private static double Distance(double[] one, double[] other) =>
        Math.Sqrt(one.Zip(other, (left, right) => (left - right) * (left - right)).Sum());
}
