namespace Compare.Harness.Steadiness;

/// <summary>
/// −2 times the greatest log-likelihood of independent normal values, for any stretch of a series in constant time.
/// </summary>
internal sealed class SegmentCost
{
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double _leastVariance;

    /// <summary>Prepares a series.</summary>
    /// <param name="values">The series, not empty.</param>
    /// <param name="leastDeviation">Least standard deviation, as a share of the median.</param>
    public SegmentCost(ReadOnlySpan<double> values, double leastDeviation)
    {
        // Sums around the median lose fewer digits than sums around zero.
        double median = Statistics.Quantiles.Median(values);
        _sums = new double[values.Length + 1];
        _squares = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            double centred = values[i] - median;
            _sums[i + 1] = _sums[i] + centred;
            _squares[i + 1] = _squares[i] + (centred * centred);
        }

        double least = leastDeviation * Math.Abs(median);
        _leastVariance = Math.Max(least * least, double.Epsilon);
    }

    /// <summary>The cost of a stretch.</summary>
    /// <param name="start">Its first value.</param>
    /// <param name="end">The value after its last.</param>
    public double Of(int start, int end)
    {
        int count = end - start;
        double sum = _sums[end] - _sums[start];
        double deviations = Math.Max(0, _squares[end] - _squares[start] - (sum * sum / count));
        double variance = Math.Max(deviations / count, _leastVariance);
        return (count * Math.Log(2 * Math.PI * variance)) + (deviations / variance);
    }
}
