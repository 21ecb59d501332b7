using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>How one run under a heap limit ended.</summary>
/// <param name="Status">The status; only <see cref="CellStatus.Ok"/> passes.</param>
/// <param name="Reason">The reason for any other status.</param>
public sealed record TrialOutcome(CellStatus Status, string? Reason);
