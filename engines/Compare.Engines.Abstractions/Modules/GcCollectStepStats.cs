namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// What PyPy's hook <c>on_gc_collect_step</c> is told of the steps since it was last called, and what <c>gc.collect_step()</c>
/// returns of the one it did.
/// </summary>
/// <param name="Count">Number of steps.</param>
/// <param name="DurationNanoseconds">Their time in all, ns.</param>
/// <param name="ShortestNanoseconds">The shortest, ns.</param>
/// <param name="LongestNanoseconds">The longest, ns.</param>
/// <param name="OldState">State before the last of them.</param>
/// <param name="NewState">State after the last of them.</param>
/// <param name="IsMajorDone">Whether the last of them ended a major collection.</param>
public readonly record struct GcCollectStepStats(
    long Count,
    long DurationNanoseconds,
    long ShortestNanoseconds,
    long LongestNanoseconds,
    IncrementalState OldState,
    IncrementalState NewState,
    bool IsMajorDone);
