namespace Compare.Harness.Steadiness;

/// <summary>What changepoints say of a series.</summary>
/// <param name="Class">How it develops.</param>
/// <param name="SteadyFrom">Index of the first value of the steady end; null without one.</param>
/// <param name="Changes">Number of changes found.</param>
/// <param name="Outliers">Number of values far from those around them.</param>
public sealed record SteadyState(SteadyClass Class, int? SteadyFrom, int Changes, int Outliers)
{
    private const double LeastSteadyShare = 0.25;
    private const double Tolerance = 0.01;

    /// <summary>
    /// Classifies a series as flat, warm-up, slowdown or without a steady state (Barrett et al. 2017). Two segments are
    /// equivalent when their means differ by less than the standard deviation of the last one, or by less than a hundredth of its
    /// mean.
    /// </summary>
    /// <param name="values">Times in order.</param>
    public static SteadyState Of(ReadOnlySpan<double> values)
    {
        bool[] outliers = OutlierWindow.Of(values);
        int[] kept = [.. Enumerable.Range(0, values.Length).Where(i => !outliers[i])];
        double[] series = values.ToArray();
        double[] clean = Array.ConvertAll(kept, i => series[i]);
        IReadOnlyList<int> changes = Changepoints.Of(clean);
        int[] starts = [0, .. changes];
        double[] means = [.. starts.Select((start, i) => Mean(clean, start, End(i)))];
        double tolerance = Math.Max(Deviation(clean, starts[^1], clean.Length), Tolerance * means[^1]);
        bool[] equivalent = Array.ConvertAll(means, mean => Math.Abs(mean - means[^1]) < tolerance);
        int first = starts.Length - 1;
        while (first > 0 && equivalent[first - 1])
        {
            first--;
        }

        int found = outliers.Count(flag => flag);
        int steadyFrom = first == 0 ? 0 : kept[starts[first]];
        if (steadyFrom > (1 - LeastSteadyShare) * values.Length)
        {
            return new SteadyState(SteadyClass.NoSteadyState, null, changes.Count, found);
        }

        SteadyClass kind = first == 0 ? SteadyClass.Flat
            : means.Where((mean, i) => !equivalent[i] && mean < means[^1]).Any() ? SteadyClass.Slowdown
            : SteadyClass.WarmUp;
        return new SteadyState(kind, steadyFrom, changes.Count, found);

        int End(int segment) => segment + 1 < starts.Length ? starts[segment + 1] : clean.Length;
    }

    private static double Mean(double[] values, int start, int end) => values[start..end].Average();

    private static double Deviation(double[] values, int start, int end)
    {
        double mean = Mean(values, start, end);
        return Math.Sqrt(values[start..end].Average(value => (value - mean) * (value - mean)));
    }
}
