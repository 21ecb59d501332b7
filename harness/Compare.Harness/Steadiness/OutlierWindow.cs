using Compare.Harness.Statistics;

namespace Compare.Harness.Steadiness;

/// <summary>
/// Values far from those around them: outside median ± 3 (p90 − p10) of a rolling window of a tenth of the series (Barrett et al.
/// 2017). They are flagged and do not disturb the search for changes; no result leaves them out.
/// </summary>
public static class OutlierWindow
{
    private const int WindowsPerSeries = 10;
    private const int ShortestWindow = 10;
    private const double Widths = 3;

    /// <summary>Flags the outliers.</summary>
    /// <param name="values">The series.</param>
    /// <returns>For each value whether it is one.</returns>
    public static bool[] Of(ReadOnlySpan<double> values)
    {
        bool[] flags = new bool[values.Length];
        int length = Math.Min(values.Length, Math.Max(ShortestWindow, values.Length / WindowsPerSeries));
        for (int i = 0; i < values.Length; i++)
        {
            int first = Math.Clamp(i - (length / 2), 0, values.Length - length);
            double[] window = values.Slice(first, length).ToArray();
            Array.Sort(window);
            double median = Quantiles.MedianOfSorted(window);
            double width = At(window, 0.9) - At(window, 0.1);
            flags[i] = Math.Abs(values[i] - median) > Widths * width;
        }

        return flags;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
