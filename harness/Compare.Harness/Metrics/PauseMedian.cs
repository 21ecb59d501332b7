using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Median pause of the measured iterations.</summary>
public sealed class PauseMedian : IMetric
{
    /// <inheritdoc/>
    public string Name => "pause_p50_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Median pause of the measured iterations.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.PauseP50Ns;
}
