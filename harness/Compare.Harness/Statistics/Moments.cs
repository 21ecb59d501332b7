namespace Compare.Harness.Statistics;

/// <summary>Mean and unbiased variance.</summary>
internal static class Moments
{
    /// <summary>Computes both in two passes, which is exact enough for nanoseconds.</summary>
    /// <param name="values">At least two values.</param>
    public static (double Mean, double Variance) Of(double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, squares / (values.Length - 1));
    }
}
