using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What one engine pays in memory, in time and in pauses, on one workload or in the mean of several.</summary>
/// <param name="Config">The engine.</param>
/// <param name="Memory">Memory by measure, in bytes or over the baseline; null where unknown.</param>
/// <param name="Time">Time by measure, in ns or over the baseline; null where unknown.</param>
/// <param name="PauseP99Ns">99th percentile of the pauses, 0 for none; in a mean the largest of its workloads.</param>
/// <param name="PauseMaxNs">The longest pause, 0 for none; in a mean the longest of its workloads.</param>
internal sealed record ParetoPoint(
    ReportConfig Config,
    IReadOnlyList<double?> Memory,
    IReadOnlyList<double?> Time,
    double PauseP99Ns,
    double PauseMaxNs)
{
    /// <summary>Whether both figures of a pair of measures are known.</summary>
    public bool Has(int memory, int time) => Memory[memory] > 0 && Time[time] > 0;

    /// <summary>
    /// The point that needs no more of either and less of one; of several the one with the least product. Null on the front.
    /// </summary>
    public ParetoPoint? BeatenBy(IEnumerable<ParetoPoint> others, int memory, int time) => others
        .Where(other => other.Has(memory, time)
            && other.Memory[memory] <= Memory[memory] && other.Time[time] <= Time[time]
            && (other.Memory[memory] < Memory[memory] || other.Time[time] < Time[time]))
        .MinBy(other => other.Memory[memory] * other.Time[time]);
}
