using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Longest pause of the measured iterations.</summary>
public sealed class PauseMaximum : IMetric
{
    /// <inheritdoc/>
    public string Name => "pause_max_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Longest pause of the measured iterations.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.PauseMaxNs;
}
