using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Pauses in all measured iterations.</summary>
public sealed class PauseCount : IMetric
{
    /// <inheritdoc/>
    public string Name => "pause_count";

    /// <inheritdoc/>
    public string Unit => "count";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Pauses in all measured iterations.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.PauseCount;
}
