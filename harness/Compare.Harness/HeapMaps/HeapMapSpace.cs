namespace Compare.Harness.HeapMaps;

/// <summary>A space of an engine's memory, as all looks of a run show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPlaced">Whether cells lie where they are shown; otherwise only how much there is is known.</param>
/// <param name="Unit">What the engine calls a unit, e.g. pool.</param>
/// <param name="UnitBytes">Bytes of a unit.</param>
/// <param name="UnitsPerCell">Units that a cell stands for, a power of two.</param>
/// <param name="CellsPerGroup">Cells of what the units are mapped by, such as an arena; 0 for no such thing.</param>
public sealed record HeapMapSpace(string Name, bool IsPlaced, string Unit, long UnitBytes, long UnitsPerCell, long CellsPerGroup);
