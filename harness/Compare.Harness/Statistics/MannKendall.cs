using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// The test of Mann (1945) and Kendall (1975) for a trend of any shape in a series whose values are independent.
/// </summary>
/// <param name="S">Pairs of which the later value is the larger, less those of which it is the smaller.</param>
/// <param name="PValue">Two-sided probability of an S at least as far from 0 when every order of the values is equally
/// likely.</param>
public readonly record struct MannKendall(int S, double PValue)
{
    /// <summary>Fewest values for a p-value: below that not even a perfect trend is unlikely.</summary>
    public const int Fewest = 4;

    // Beyond it the normal approximation is as good, and the exact one no longer free.
    private const int MostForExact = 40;

    /// <summary>
    /// Tests a series. Without ties the distribution is exact up to 40 values: S belongs to the number of inversions of a
    /// permutation.
    /// Otherwise it is normal with the corrections for ties and for continuity (Kendall 1975).
    /// </summary>
    /// <param name="values">The series in order, at least 4 values.</param>
    public static MannKendall Of(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, Fewest, nameof(values));
        int s = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i + 1; j < values.Length; j++)
            {
                s += Math.Sign(values[j] - values[i]);
            }
        }

        int[] ties = [.. values.ToArray().GroupBy(value => value).Select(group => group.Count()).Where(count => count > 1)];
        double p = ties.Length == 0 && values.Length <= MostForExact
            ? Exact(values.Length, s)
            : Approximate(values.Length, ties, s);
        return new MannKendall(s, p);
    }

    // A permutation with k inversions has S = n(n − 1)/2 − 2k.
    private static double Exact(int n, int s)
    {
        double[] shares = InversionShares(n);
        int most = (n * (n - 1) / 2) - Math.Abs(s);
        double tail = 0;
        for (int k = 0; k <= most / 2; k++)
        {
            tail += shares[k];
        }

        return Math.Min(1, 2 * tail);
    }

    /// <summary>The share of all permutations that has each number of inversions (Mahonian numbers over n!).</summary>
    private static double[] InversionShares(int n)
    {
        double[] shares = [1];
        for (int length = 2; length <= n; length++)
        {
            double[] longer = new double[shares.Length + length - 1];
            for (int k = 0; k < shares.Length; k++)
            {
                for (int added = 0; added < length; added++)
                {
                    longer[k + added] += shares[k] / length;
                }
            }

            shares = longer;
        }

        return shares;
    }

    private static double Approximate(double n, int[] ties, int s)
    {
        double variance = ((n * (n - 1) * ((2 * n) + 5)) - ties.Sum(t => (double)t * (t - 1) * ((2 * t) + 5))) / 18;
        double distance = Math.Max(0, Math.Abs(s) - 1);
        return variance <= 0 ? 1 : Math.Min(1, 2 * Normal.CDF(0, 1, -distance / Math.Sqrt(variance)));
    }
}
