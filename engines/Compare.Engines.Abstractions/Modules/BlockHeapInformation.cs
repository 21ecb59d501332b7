namespace Compare.Engines.Abstractions.Modules;

/// <summary>The numbers of MicroPython's <c>mem_info()</c>.</summary>
/// <param name="TotalBytes">Bytes of all blocks.</param>
/// <param name="UsedBytes">Bytes of blocks in use.</param>
/// <param name="FreeBytes">Bytes of free blocks.</param>
/// <param name="MostNewAreaBytes">Most bytes of an area that would be added now; null for a heap that does not grow.</param>
/// <param name="OneBlockObjects">Objects, and parts of objects, of one block.</param>
/// <param name="TwoBlockObjects">The same of two blocks.</param>
/// <param name="LargestObjectBlocks">Blocks of the largest object or part.</param>
/// <param name="LargestFreeBlocks">Blocks of the longest free run.</param>
public readonly record struct BlockHeapInformation(
    long TotalBytes,
    long UsedBytes,
    long FreeBytes,
    long? MostNewAreaBytes,
    long OneBlockObjects,
    long TwoBlockObjects,
    long LargestObjectBlocks,
    long LargestFreeBlocks);
