namespace Compare.Harness.Costs;

/// <summary>Names of the measures of overhead in one unit of cost.</summary>
internal sealed record OverheadNames(
    string Mean, string Explicit, string Distilled, string Share, string Overhead, string OverFloor)
{
    /// <summary>Wall time; explicit are the pauses.</summary>
    public static OverheadNames Wall { get; } = new(
        CostMetrics.WallMean, CostMetrics.WallExplicit, CostMetrics.WallDistilled, CostMetrics.PauseShare,
        CostMetrics.WallOverhead, CostMetrics.WallOverFloor);

    /// <summary>CPU time of the process; explicit is that of the collecting threads.</summary>
    public static OverheadNames Cpu { get; } = new(
        CostMetrics.CpuMean, CostMetrics.CpuExplicit, CostMetrics.CpuDistilled, CostMetrics.CollectorCpuShare,
        CostMetrics.CpuOverhead, CostMetrics.CpuOverFloor);
}
