using Compare.Harness.Results;

namespace Compare.Harness.RunComparisons;

/// <summary>A cell that ended differently in the two runs.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Base">How it ended in the base: ok, or the first status that is not.</param>
/// <param name="New">How it ended in the new run.</param>
/// <param name="Reason">The reason that the run recorded in which it did not end well.</param>
/// <param name="IsWorse">True when it ended well in the base and no longer does, false when it does now.</param>
public sealed record CellFate(CellKey Cell, CellStatus Base, CellStatus New, string? Reason, bool IsWorse);
