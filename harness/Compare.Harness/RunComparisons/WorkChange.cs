namespace Compare.Harness.RunComparisons;

/// <summary>A cell whose deterministic work vector is not the same in both runs.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Changes">The counts that changed, the largest relative change first; unknown ones last.</param>
/// <param name="Counts">Counts of the cell in both runs together.</param>
/// <param name="TimeRatio">Wall time of the new run over the base; null where it is not known.</param>
/// <param name="TimeIsDecided">True when the verdict on wall time is better or worse.</param>
/// <param name="Explanation">
/// The count that explains the change of wall time: the largest relative change in the direction of the time; null when none
/// goes that way.
/// </param>
public sealed record WorkChange(
    CellKey Cell,
    IReadOnlyList<CountChange> Changes,
    int Counts,
    double? TimeRatio,
    bool TimeIsDecided,
    CountChange? Explanation);
