using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Peak resident set of the whole process.</summary>
public sealed class ResidentPeak : IMetric
{
    /// <inheritdoc/>
    public string Name => "rss_peak_bytes";

    /// <inheritdoc/>
    public string Unit => "bytes";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Peak resident set of the whole process.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.RssPeakBytes;
}
