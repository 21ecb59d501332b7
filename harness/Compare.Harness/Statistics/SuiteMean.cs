namespace Compare.Harness.Statistics;

/// <summary>The geometric mean of one config's ratios over all workloads that every config finished at one heap limit.</summary>
/// <param name="Config">The engine with its parameters.</param>
/// <param name="HeapBytes">Heap limit, or null for none and in a heap sweep, where each workload has its own.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Ratio">Geometric mean of the ratios to the baseline; null when no workload is left.</param>
/// <param name="Workloads">Workloads in the mean.</param>
/// <param name="LeftOut">Workloads that at least one config did not finish, so that they are in nobody's mean.</param>
public sealed record SuiteMean(
    string Config, long? HeapBytes, string Metric, double? Ratio, IReadOnlyList<string> Workloads, IReadOnlyList<string> LeftOut)
{
    /// <summary>In a heap sweep the multiple of what each workload needs, else null.</summary>
    public decimal? HeapPoint { get; init; }
}
