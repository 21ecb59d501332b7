using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>Pauses in all measured iterations; a mean iteration's where their number is left to the processes.</summary>
public sealed class PauseCount : IMetric
{
    /// <inheritdoc/>
    public string Name => "pause_count";

    /// <inheritdoc/>
    public string Unit => "count";

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public string Summary => "Pauses in all measured iterations; with 'iterations: auto' in a mean one.";

    /// <inheritdoc/>
    public double? Value(InvocationRow invocation) => invocation.PauseCount / (double)(invocation.MeasuredIterations ?? 1);
}
