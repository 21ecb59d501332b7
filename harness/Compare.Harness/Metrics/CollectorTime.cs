using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Pauses of the median iteration.</summary>
public sealed class CollectorTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "gc_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Pauses of the median iteration.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.GcNs;
}
