namespace Compare.Reports.Formatting;

/// <summary>A value with its 95 % interval, where there is one.</summary>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">Lower end of the interval, or null when there were too few invocations.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct Estimate(double Value, double? Low, double? High)
{
    /// <summary>Whether there is an interval.</summary>
    public bool HasInterval => Low.HasValue && High.HasValue;

    /// <summary>
    /// Geometric mean of independent ratios, or null when there is none. Its interval carries the measurement's
    /// uncertainty only: the workloads are taken as they are, not as a sample of all programs.
    /// </summary>
    public static Estimate? GeometricMean(IReadOnlyCollection<Estimate> ratios)
    {
        if (ratios.Count == 0)
        {
            return null;
        }

        double mean = Math.Exp(ratios.Average(ratio => Math.Log(ratio.Value)));
        if (!ratios.All(ratio => ratio.HasInterval))
        {
            return new Estimate(mean, Low: null, High: null);
        }

        double down = Math.Sqrt(ratios.Sum(ratio => Square(Math.Log(ratio.Value / ratio.Low!.Value)))) / ratios.Count;
        double up = Math.Sqrt(ratios.Sum(ratio => Square(Math.Log(ratio.High!.Value / ratio.Value)))) / ratios.Count;
        return new Estimate(mean, mean * Math.Exp(-down), mean * Math.Exp(up));
    }

    private static double Square(double value) => value * value;
}
