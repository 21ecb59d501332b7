namespace Compare.Engines.CPython.Obmalloc;

/// <summary>A line of the allocator's report: what one size class holds.</summary>
/// <param name="SizeClass">The class.</param>
/// <param name="Pools">Pools with taken blocks.</param>
/// <param name="Blocks">Blocks taken, those of objects in free lists included.</param>
internal readonly record struct SizeClassUse(int SizeClass, long Pools, long Blocks);
