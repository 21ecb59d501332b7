namespace Compare.Harness.HeapMaps;

/// <summary>A look as it was taken down, before the record is made.</summary>
public sealed class MapDraft
{
    internal MapDraft(List<SpaceSketch> spaces) => Spaces = spaces;

    /// <summary>The spaces in the engine's order.</summary>
    internal List<SpaceSketch> Spaces { get; }
}
