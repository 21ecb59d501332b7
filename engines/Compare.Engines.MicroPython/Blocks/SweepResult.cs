namespace Compare.Engines.MicroPython.Blocks;

/// <summary>What a sweep found.</summary>
/// <param name="FreedHeads">Heads freed: what the original's gc.collect() returns.</param>
/// <param name="FreedParts">Those of them that were parts of objects.</param>
/// <param name="LiveHeads">Heads left, which were marked.</param>
/// <param name="FreedBlocks">Blocks freed.</param>
/// <param name="LiveBlocks">Blocks left.</param>
internal readonly record struct SweepResult(
    long FreedHeads, long FreedParts, long LiveHeads, long FreedBlocks, long LiveBlocks);
