namespace Compare.Engines.Abstractions.Modules;

/// <summary>What PyPy's hook <c>on_gc_minor</c> is told: the minor collections since it was last called.</summary>
/// <param name="Count">Number of collections.</param>
/// <param name="DurationNanoseconds">Their time in all, ns.</param>
/// <param name="ShortestNanoseconds">The shortest, ns.</param>
/// <param name="LongestNanoseconds">The longest, ns.</param>
/// <param name="TotalMemoryUsed">Bytes of old objects after the last of them.</param>
/// <param name="PinnedObjects">Pinned objects after the last of them.</param>
public readonly record struct GcMinorStats(
    long Count,
    long DurationNanoseconds,
    long ShortestNanoseconds,
    long LongestNanoseconds,
    long TotalMemoryUsed,
    int PinnedObjects);
