using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>
/// A metric whose value for an invocation is the median over its measured iterations, so that intervals can resample both
/// levels.
/// </summary>
public interface IIterationMetric : IMetric
{
    /// <summary>The value of one iteration.</summary>
    /// <param name="iteration">The iteration.</param>
    double IterationValue(IterationRow iteration);
}
