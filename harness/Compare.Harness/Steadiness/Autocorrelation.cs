namespace Compare.Harness.Steadiness;

/// <summary>How a series resembles itself some steps later.</summary>
public static class Autocorrelation
{
    // A coefficient of independent values exceeds this many standard errors, 1/√n each, about once in 400 lags.
    private const double StandardErrors = 3;
    private const int FewestPeriods = 3;

    /// <summary>
    /// The autocorrelation coefficient of a lag (Box and Jenkins 1970: the sum over n − k products, divided by all n squares).
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="lag">Steps, at least 0 and less than the length of the series.</param>
    /// <returns>The coefficient in [−1, 1], or null when all values are equal.</returns>
    public static double? Of(ReadOnlySpan<double> values, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lag, values.Length);
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            squares += (values[i] - mean) * (values[i] - mean);
            products += i + lag < values.Length ? (values[i] - mean) * (values[i + lag] - mean) : 0;
        }

        return squares <= double.Epsilon ? null : products / squares;
    }

    /// <summary>
    /// The period of a series: the first lag at which the autocorrelation peaks, clearly positive and clearly above a dip before
    /// it, so that a trend or a single jump is none.
    /// </summary>
    /// <param name="values">The series, such as the collector's time of each iteration.</param>
    /// <returns>The period in steps, at least 2; 1 for none.</returns>
    public static int Period(ReadOnlySpan<double> values)
    {
        double clear = StandardErrors / Math.Sqrt(values.Length);
        double dip = 1;
        for (int lag = 1; lag <= values.Length / FewestPeriods; lag++)
        {
            if (Of(values, lag) is not { } here)
            {
                return 1;
            }

            bool peaks = lag > 1 && here > clear && here - dip > clear && here >= Of(values, lag + 1);
            if (peaks)
            {
                return lag;
            }

            dip = Math.Min(dip, here);
        }

        return 1;
    }
}
