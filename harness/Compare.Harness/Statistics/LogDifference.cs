namespace Compare.Harness.Statistics;

/// <summary>The difference of the means of two samples' logarithms after Welch (1947): a ratio on its natural scale.</summary>
/// <param name="Mean">Mean of the logarithms less that of the baseline's.</param>
/// <param name="StandardError">Standard error of the difference.</param>
/// <param name="Degrees">Degrees of freedom after Welch and Satterthwaite; infinite without variance.</param>
/// <param name="Variance">Variance of the one sample's logarithms plus that of the other's.</param>
public readonly record struct LogDifference(double Mean, double StandardError, double Degrees, double Variance)
{
    /// <summary>Compares two samples.</summary>
    /// <param name="values">Positive values, at least two.</param>
    /// <param name="baseline">Positive values of the baseline, at least two.</param>
    public static LogDifference Of(IEnumerable<double> values, IEnumerable<double> baseline)
    {
        double[] logs = [.. values.Select(value => Math.Log(value))];
        double[] others = [.. baseline.Select(value => Math.Log(value))];
        (double mean, double variance) = Measured(logs);
        (double otherMean, double otherVariance) = Measured(others);
        double a = variance / logs.Length;
        double b = otherVariance / others.Length;
        double degrees = a + b > 0
            ? (a + b) * (a + b) / ((a * a / (logs.Length - 1)) + (b * b / (others.Length - 1)))
            : double.PositiveInfinity;
        return new LogDifference(mean - otherMean, Math.Sqrt(a + b), degrees, variance + otherVariance);
    }

    // The rounding of a mean must not make a variance out of equal values.
    private static (double Mean, double Variance) Measured(double[] logs) =>
        Array.TrueForAll(logs, value => value == logs[0]) ? (logs[0], 0) : Moments.Of(logs);
}
