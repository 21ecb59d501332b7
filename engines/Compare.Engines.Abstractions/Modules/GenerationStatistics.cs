namespace Compare.Engines.Abstractions.Modules;

/// <summary>What the collections of one generation have done so far: an entry of <c>gc.get_stats()</c>.</summary>
/// <param name="Collections">Collections of this generation.</param>
/// <param name="Collected">Unreachable objects found, in the sense of what <c>gc.collect</c> returns.</param>
/// <param name="Uncollectable">Unreachable objects that could not be freed.</param>
public readonly record struct GenerationStatistics(long Collections, long Collected, long Uncollectable);
