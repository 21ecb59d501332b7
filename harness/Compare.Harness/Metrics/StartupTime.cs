using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>From starting the process to the first operation of the workload.</summary>
public sealed class StartupTime : IMetric
{
    /// <inheritdoc/>
    public string Name => "startup_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "From starting the process to the first operation of the workload.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.StartupNs;
}
