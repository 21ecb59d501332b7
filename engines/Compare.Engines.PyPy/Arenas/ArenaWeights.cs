using Compare.Engines.Heap.Breakdown;

namespace Compare.Engines.PyPy.Arenas;

/// <summary>What arenas and pages take beside the blocks in use.</summary>
internal sealed class ArenaWeights
{
    /// <summary>Gets free blocks, each by itself, free pages and spare arenas: none is ever joined with another.</summary>
    public FreeRuns Free { get; } = new();

    /// <summary>Gets or sets the bytes of headers, and of ends of pages and arenas where nothing fits.</summary>
    public long MetadataBytes { get; set; }

    /// <summary>Gets or sets the bytes of pages with blocks in use.</summary>
    public long UsedBytes { get; set; }

    /// <summary>Gets or sets the free bytes in arenas with blocks in use.</summary>
    public long UnreturnableBytes { get; set; }
}
