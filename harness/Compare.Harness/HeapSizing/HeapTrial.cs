using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>One run of the search, as its certificate holds it.</summary>
/// <param name="Bytes">Heap limit, bytes.</param>
/// <param name="Status">How the run ended.</param>
/// <param name="Reason">The reason for any status but ok.</param>
public sealed record HeapTrial(long Bytes, CellStatus Status, string? Reason = null);
