namespace Compare.Workloads.Churn;

/// <summary>What the next item of <see cref="GcPerfSim"/> is to be.</summary>
/// <param name="Size">Bytes, the objects around the payload included.</param>
/// <param name="Survives">Whether it replaces another survivor.</param>
/// <param name="IsPinned">Whether its payload is pinned.</param>
/// <param name="IsFinalizable">Whether it has a finalizer.</param>
internal readonly record struct GcPerfSimItem(int Size, bool Survives, bool IsPinned, bool IsFinalizable);
