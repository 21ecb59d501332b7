namespace Compare.Harness.Statistics;

/// <summary>The geometric mean, the only mean of ratios that does not depend on the baseline (Fleming and Wallace 1986).</summary>
public static class GeometricMean
{
    /// <summary>Computes it in logarithms, so that no product overflows.</summary>
    /// <param name="values">Positive values, at least one.</param>
    public static double Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0 || values.Any(value => value <= 0))
        {
            throw new ArgumentException("A geometric mean needs at least one value, and positive values only.", nameof(values));
        }

        return Math.Exp(values.Average(Math.Log));
    }
}
