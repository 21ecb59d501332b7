using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Longest latency of a request in the measured iterations.</summary>
public sealed class RequestMaximum : IMetric
{
    /// <inheritdoc/>
    public string Name => "request_max_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Longest latency of a request in the measured iterations.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.RequestMaxNs;
}
