namespace Compare.Harness.HeapMaps;

/// <summary>The map of a heap at one moment.</summary>
/// <param name="Moment">begin, clock, phase, before or after (a collection), peak or end.</param>
/// <param name="AllocatedBytes">Allocation clock since the begin.</param>
/// <param name="Phase">Phase of the workload; null before the first.</param>
/// <param name="Collections">Collections since the begin that are over.</param>
/// <param name="Parts">Every space that the engine has at the moment.</param>
public sealed record HeapMapLook(
    string Moment, long AllocatedBytes, string? Phase, long Collections, IReadOnlyList<HeapMapPart> Parts);
