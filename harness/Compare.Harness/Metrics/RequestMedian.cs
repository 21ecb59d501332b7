using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Median latency of the requests of the measured iterations.</summary>
public sealed class RequestMedian : IMetric
{
    /// <inheritdoc/>
    public string Name => "request_p50_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Median latency of the requests of the measured iterations.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.RequestP50Ns;
}
