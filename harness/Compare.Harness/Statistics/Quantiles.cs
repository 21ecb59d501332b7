namespace Compare.Harness.Statistics;

/// <summary>Order statistics.</summary>
public static class Quantiles
{
    /// <summary>The median; the mean of the middle two when the count is even.</summary>
    /// <param name="values">At least one value, in any order.</param>
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return MedianOfSorted(sorted);
    }

    /// <summary>The smallest value that at least the given share of the values does not exceed (nearest rank).</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">Share in (0, 1].</param>
    public static long NearestRank(ReadOnlySpan<long> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    /// <summary>The median of values in ascending order.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    internal static double MedianOfSorted(ReadOnlySpan<double> sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
