using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Largest number of bytes in use by objects, live or not yet reclaimed.</summary>
public sealed class HeapPeak : IMetric
{
    /// <inheritdoc/>
    public string Name => "heap_peak_bytes";

    /// <inheritdoc/>
    public string Unit => "bytes";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Largest number of bytes in use by objects, live or not yet reclaimed.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.HeapPeakBytes;
}
