namespace Compare.Harness.HeapMaps;

/// <summary>Numbers the kinds of cells that occur.</summary>
public sealed class MapPalette
{
    private readonly Dictionary<MapCell, int> _numbers = [];
    private readonly List<MapCell> _cells = [];

    /// <summary>Every kind, in order of its number.</summary>
    public IReadOnlyList<MapCell> Cells => _cells;

    /// <summary>The number of a kind, a new one if need be.</summary>
    /// <param name="cell">A cell of it.</param>
    public int Number(MapCell cell)
    {
        if (!_numbers.TryGetValue(cell, out int number))
        {
            number = _cells.Count;
            _numbers.Add(cell, number);
            _cells.Add(cell);
        }

        return number;
    }
}
