namespace Compare.Harness.Statistics;

/// <summary>
/// The exact distribution of a rank sum when every choice of ranks is equally likely (Streitberg and Röhmel 1986: the
/// shift algorithm). Ranks are doubled, so that midranks of ties are whole.
/// </summary>
internal static class RankSums
{
    /// <summary>Twice the midranks of values in ascending order.</summary>
    /// <param name="sorted">Values, ascending.</param>
    public static int[] DoubledMidranks(ReadOnlySpan<double> sorted)
    {
        int[] ranks = new int[sorted.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            // Ranks start + 1 … end: their mean, doubled, is start + end + 1.
            ranks.AsSpan(start, end - start).Fill(start + end + 1);
            start = end;
        }

        return ranks;
    }

    /// <summary>How many choices of a number of ranks have each sum.</summary>
    /// <param name="ranks">Doubled ranks.</param>
    /// <param name="chosen">How many of them are chosen.</param>
    /// <returns>Counts by doubled sum; exact up to 2⁵³.</returns>
    public static double[] Counts(ReadOnlySpan<int> ranks, int chosen)
    {
        int most = 0;
        foreach (int rank in ranks[^chosen..])
        {
            most += rank;
        }

        double[][] counts = new double[chosen + 1][];
        for (int k = 0; k <= chosen; k++)
        {
            counts[k] = new double[most + 1];
        }

        counts[0][0] = 1;
        for (int item = 0; item < ranks.Length; item++)
        {
            int rank = ranks[item];
            for (int k = Math.Min(item + 1, chosen); k >= 1; k--)
            {
                double[] with = counts[k];
                double[] without = counts[k - 1];
                for (int sum = most; sum >= rank; sum--)
                {
                    with[sum] += without[sum - rank];
                }
            }
        }

        return counts[chosen];
    }
}
