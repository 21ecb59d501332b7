using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>99th percentile of the pauses of the measured iterations.</summary>
public sealed class PausePercentile99 : IMetric
{
    /// <inheritdoc/>
    public string Name => "pause_p99_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "99th percentile of the pauses of the measured iterations.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.PauseP99Ns;
}
