namespace Compare.Harness.HeapMaps;

/// <summary>The maps of a heap during one iteration.</summary>
/// <param name="Spaces">Every space that was seen.</param>
/// <param name="Palette">Every kind of cell that occurs: state, bytes of its blocks, bytes in use, bytes in all.</param>
/// <param name="Looks">The looks in order.</param>
public sealed record HeapMapRecord(
    IReadOnlyList<HeapMapSpace> Spaces, IReadOnlyList<IReadOnlyList<long>> Palette, IReadOnlyList<HeapMapLook> Looks);
