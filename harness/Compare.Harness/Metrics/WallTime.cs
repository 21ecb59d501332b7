using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Median wall time of one measured iteration: the whole workload once.</summary>
public sealed class WallTime : IIterationMetric
{
    /// <inheritdoc/>
    public string Name => "wall_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Median wall time of one measured iteration: the whole workload once.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.WallNs;

    /// <inheritdoc/>
    public double IterationValue(IterationRow iteration) => iteration.WallNs;
}
