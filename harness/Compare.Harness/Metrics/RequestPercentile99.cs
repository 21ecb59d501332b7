using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>99th percentile of the latencies of the requests of the measured iterations.</summary>
public sealed class RequestPercentile99 : IMetric
{
    /// <inheritdoc/>
    public string Name => "request_p99_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "99th percentile of the latencies of the requests of the measured iterations.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.RequestP99Ns;
}
