namespace Compare.Harness.Statistics;

/// <summary>
/// Flags values far from the others; nothing is ever dropped, since a slow invocation may be the collector at work. The rule
/// is the modified z-score of Iglewicz and Hoaglin (1993), which works with few values because both of its parts are medians.
/// </summary>
public static class Outliers
{
    /// <summary>Modified z-score beyond which a value is flagged.</summary>
    public const double Limit = 3.5;

    // 0.75 quantile of the normal distribution, and the square root of π/2: both make the divisor a standard deviation.
    private const double MedianFactor = 0.6745;
    private const double MeanFactor = 1.253314;

    /// <summary>Indexes of the flagged values, ascending; none below 4 values.</summary>
    /// <param name="values">Values in any order.</param>
    public static IReadOnlyList<int> In(IReadOnlyList<double> values)
    {
        if (values.Count < MedianEstimator.FewestForInterval)
        {
            return [];
        }

        double median = Quantiles.Median([.. values]);
        double[] distances = [.. values.Select(value => Math.Abs(value - median))];
        double middle = Quantiles.Median(distances);

        // When more than half of the values are equal, the mean distance takes the place of the median one.
        double scale = middle > 0 ? middle / MedianFactor : distances.Average() * MeanFactor;
        return scale == 0 ? [] : [.. Enumerable.Range(0, values.Count).Where(i => distances[i] / scale > Limit)];
    }
}
