using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.MicroPython;

/// <summary>The parameters of an engine, decoded.</summary>
internal sealed record MicroPythonSettings
{
    /// <summary>Gets how the heap of blocks is built.</summary>
    public required BlockHeapOptions Blocks { get; init; }

    /// <summary>Gets the bytes of each area at the start.</summary>
    public required IReadOnlyList<nint> AreaBytes { get; init; }

    /// <summary>Gets the bytes that all areas may take.</summary>
    public required nint LimitBytes { get; init; }

    /// <summary>Gets the most bytes of an area that is added automatically.</summary>
    public required nint MostNewAreaBytes { get; init; }

    /// <summary>Gets the bytes allocated that start a collection; negative for never.</summary>
    public required long ThresholdBytes { get; init; }

    /// <summary>Gets a value indicating whether marking follows the reference fields only, and not every word.</summary>
    public required bool IsPrecise { get; init; }

    /// <summary>Gets a value indicating whether references hold floats, and not integers only.</summary>
    public required bool UnboxesFloats { get; init; }

    /// <summary>Converts the threshold as gc.threshold() does: whole blocks.</summary>
    /// <param name="blockShift">Binary logarithm of a block's bytes.</param>
    /// <returns>Blocks.</returns>
    public long ThresholdBlocks(int blockShift) =>
        ThresholdBytes < 0 ? BlockHeap<Words64Blocks32>.NoThreshold : ThresholdBytes >> blockShift;
}
