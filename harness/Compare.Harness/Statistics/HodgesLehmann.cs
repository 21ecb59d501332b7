using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Compare.Harness.Statistics;

/// <summary>
/// The shift between two samples after Hodges and Lehmann (1963): the median of all pairwise differences, with the
/// interval that the Mann-Whitney test inverts to (methodology 3.12).
/// </summary>
public static class HodgesLehmann
{
    /// <summary>Estimates by how much the first sample's values exceed the second's.</summary>
    /// <param name="first">First sample, at least one value.</param>
    /// <param name="second">Second sample, at least one value.</param>
    /// <returns>Shift in the unit of the values; without an interval below 4 values.</returns>
    public static Estimate Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double[] differences = new double[first.Count * second.Count];
        for (int i = 0; i < first.Count; i++)
        {
            for (int j = 0; j < second.Count; j++)
            {
                differences[(i * second.Count) + j] = first[i] - second[j];
            }
        }

        // Three order statistics of n·m differences need no sorting.
        double shift = ArrayStatistics.MedianInplace(differences);
        if (Math.Min(first.Count, second.Count) < MedianEstimator.FewestForInterval)
        {
            return new Estimate(shift, null, null, null);
        }

        int rank = Math.Max(1, LowerRank(first.Count, second.Count));
        double low = ArrayStatistics.OrderStatisticInplace(differences, rank);
        double high = ArrayStatistics.OrderStatisticInplace(differences, differences.Length + 1 - rank);
        return new Estimate(shift, low, high, "mann-whitney");
    }

    // The smallest U whose cumulative probability reaches 2.5 %, from 0: the interval runs from that difference to its mirror.
    private static int LowerRank(int n, int m)
    {
        double tail = (1 - Bca.Confidence) / 2;
        if (Math.Max(n, m) >= MannWhitney.FewestForApproximation)
        {
            double deviation = Math.Sqrt((double)n * m * (n + m + 1) / 12);
            return (int)Math.Floor(((double)n * m / 2) + (Normal.InvCDF(0, 1, tail) * deviation));
        }

        double[] counts = RankSums.Counts([.. Enumerable.Range(1, n + m).Select(rank => 2 * rank)], n);
        double needed = tail * counts.Sum();
        double below = 0;
        for (int u = 0; ; u++)
        {
            below += counts[n * (n + 1) + (2 * u)];
            if (below >= needed)
            {
                return u;
            }
        }
    }
}
