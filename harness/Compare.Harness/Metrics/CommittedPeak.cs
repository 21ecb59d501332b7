using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Largest number of bytes held from the operating system by the engine.</summary>
public sealed class CommittedPeak : IMetric
{
    /// <inheritdoc/>
    public string Name => "committed_peak_bytes";

    /// <inheritdoc/>
    public string Unit => "bytes";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Largest number of bytes held from the operating system by the engine.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.CommittedPeakBytes;
}
