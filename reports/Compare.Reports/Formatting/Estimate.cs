namespace Compare.Reports.Formatting;

/// <summary>A value with its 95 % interval, where there is one.</summary>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">Lower end of the interval, or null when there were too few invocations.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct Estimate(double Value, double? Low, double? High)
{
    /// <summary>Whether there is an interval.</summary>
    public bool HasInterval => Low.HasValue && High.HasValue;

    /// <summary>Whether the interval lies wholly below a value: the only ground for saying "less".</summary>
    public bool IsBelow(double value) => HasInterval && High < value;

    /// <summary>Whether the interval lies wholly above a value.</summary>
    public bool IsAbove(double value) => HasInterval && Low > value;

    /// <summary>Whether both have intervals and these share no point.</summary>
    public bool IsApartFrom(Estimate other) =>
        HasInterval && other.HasInterval && (High < other.Low || Low > other.High);

    /// <summary>
    /// Divides by an independent estimate. The interval adds the two relative half-widths on the log scale in quadrature.
    /// </summary>
    public Estimate Over(Estimate divisor)
    {
        double ratio = Value / divisor.Value;
        if (!HasInterval || !divisor.HasInterval)
        {
            return new Estimate(ratio, Low: null, High: null);
        }

        double down = Hypotenuse(Math.Log(Value / Low!.Value), Math.Log(divisor.High!.Value / divisor.Value));
        double up = Hypotenuse(Math.Log(High!.Value / Value), Math.Log(divisor.Value / divisor.Low!.Value));
        return new Estimate(ratio, ratio * Math.Exp(-down), ratio * Math.Exp(up));
    }

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

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static double Square(double value) => value * value;
}
