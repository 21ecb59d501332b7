namespace Compare.Engines.MicroPython.Blocks;

/// <summary>What a walk over the allocation tables finds (gc_info).</summary>
/// <param name="UsedBlocks">Blocks in use.</param>
/// <param name="FreeBlocks">Free blocks.</param>
/// <param name="OneBlockObjects">Objects of one block.</param>
/// <param name="TwoBlockObjects">Objects of two blocks.</param>
/// <param name="LargestObject">Blocks of the largest object.</param>
/// <param name="LargestFreeRun">Blocks of the longest free run.</param>
/// <param name="Heads">Objects and parts of objects.</param>
internal readonly record struct HeapInformation(
    nint UsedBlocks,
    nint FreeBlocks,
    nint OneBlockObjects,
    nint TwoBlockObjects,
    nint LargestObject,
    nint LargestFreeRun,
    nint Heads);
