namespace Compare.Harness.Statistics.Verdicts;

/// <summary>All that one cell's values and the baseline's say of each other, before anything is decided.</summary>
public sealed record Comparison
{
    /// <summary>Invocations on the side that has fewer.</summary>
    public required int Fewest { get; init; }

    /// <summary>Ratio of the medians; null where one of them is not positive.</summary>
    public required Estimate? Ratio { get; init; }

    /// <summary>Shift of Hodges and Lehmann, in the unit of the metric.</summary>
    public required Estimate Shift { get; init; }

    /// <summary>Test of Mann and Whitney; its probability of superiority is that the cell's value is the larger.</summary>
    public required MannWhitney Test { get; init; }

    /// <summary>Difference of the logarithms; null below two values a side and where values have no logarithm.</summary>
    public required LogDifference? Logs { get; init; }

    /// <summary>True when every value of both sides is the same.</summary>
    public required bool IsIdentical { get; init; }

    /// <summary>Compares two cells.</summary>
    /// <param name="sample">The cell.</param>
    /// <param name="baseline">The cell of the baseline.</param>
    public static Comparison Of(InvocationSample sample, InvocationSample baseline)
    {
        int fewest = Math.Min(sample.Count, baseline.Count);
        return new Comparison
        {
            Fewest = fewest,
            Ratio = RatioEstimator.Of(sample, baseline),
            Shift = HodgesLehmann.Of(sample.Values, baseline.Values),
            Test = MannWhitney.Of(sample.Values, baseline.Values),
            Logs = fewest > 1 && sample.IsPositive && baseline.IsPositive
                ? LogDifference.Of(sample.Values, baseline.Values)
                : null,
            IsIdentical = sample.IsConstant && baseline.IsConstant && sample.Median == baseline.Median,
        };
    }

    /// <summary>
    /// p-value of the Mann-Whitney test; null below 4 values a side, which cannot be tested at all and would only dilute a family.
    /// </summary>
    public double? TestablePValue => Fewest < MedianEstimator.FewestForInterval ? null : Test.PValue;

    /// <summary>p-value of the two one-sided tests; null below 4 values a side and where values have no logarithm.</summary>
    /// <param name="tolerance">Largest ratio, less 1, that counts as no difference.</param>
    public double? EquivalencePValue(double tolerance) => this switch
    {
        { Fewest: < MedianEstimator.FewestForInterval } => null,
        { IsIdentical: true } => 0,
        { Logs: { } logs } => Equivalence.PValue(logs, tolerance),
        _ => null,
    };
}
