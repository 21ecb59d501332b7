using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Median CPU time of one measured iteration, all threads.</summary>
public sealed class CpuTime : IIterationMetric
{
    /// <inheritdoc/>
    public string Name => "cpu_ns";

    /// <inheritdoc/>
    public string Unit => "ns";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Median CPU time of one measured iteration, all threads.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.CpuNs;

    /// <inheritdoc/>
    public double IterationValue(IterationRow iteration) => iteration.CpuNs;
}
