using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>Sizes above the smallest verified heap that failed all the same: passing is not monotone in the size.</summary>
/// <param name="FirstBytes">Smallest size of the island, bytes.</param>
/// <param name="LastBytes">Largest size of the island with no passing size tried in between, bytes.</param>
/// <param name="Status">How the first of its failing runs ended.</param>
/// <param name="Reason">Why.</param>
public sealed record FailureIsland(long FirstBytes, long LastBytes, CellStatus Status, string? Reason = null);
