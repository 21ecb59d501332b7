namespace Compare.Harness.HeapMaps;

/// <summary>A space at one look.</summary>
/// <param name="Space">Its place among the spaces.</param>
/// <param name="Cells">Number of cells.</param>
/// <param name="UsedBytes">Bytes in use.</param>
/// <param name="Bytes">Bytes of all cells.</param>
/// <param name="OverheadBytes">Bytes that are held and lie in no cell.</param>
/// <param name="IdleBytes">Bytes in use that wait in lists of the engine to be used again.</param>
/// <param name="Runs">
/// Pairs of a number of cells and what they are: 0 as at the look before, otherwise one more than an entry of the palette.
/// </param>
public sealed record HeapMapPart(
    int Space, int Cells, long UsedBytes, long Bytes, long OverheadBytes, long IdleBytes, IReadOnlyList<int> Runs);
