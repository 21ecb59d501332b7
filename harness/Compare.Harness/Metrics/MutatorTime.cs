using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Wall time of the median iteration less its pauses.</summary>
public sealed class MutatorTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "mutator_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Wall time of the median iteration less its pauses.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.MutatorNs;
}
