namespace Compare.Reports.Sections;

/// <summary>One picture of the scatter: a workload, or the mean over those that every engine finished.</summary>
/// <param name="CaseIndex">Index of the case, -1 for a mean.</param>
/// <param name="Label">Its name.</param>
/// <param name="IsRatio">Whether its figures are over the baseline.</param>
/// <param name="Points">Its engines.</param>
internal sealed record ParetoPlace(int CaseIndex, string Label, bool IsRatio, IReadOnlyList<ParetoPoint> Points)
{
    /// <summary>Whether there are two engines to compare under some pair of measures.</summary>
    public bool IsComparison(int memories, int times) =>
        Enumerable.Range(0, memories).Any(memory =>
            Enumerable.Range(0, times).Any(time => Points.Count(point => point.Has(memory, time)) > 1));
}
