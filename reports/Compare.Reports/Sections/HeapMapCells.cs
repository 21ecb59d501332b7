using Compare.Harness.HeapMaps;

namespace Compare.Reports.Sections;

/// <summary>Reads the cells of a space, which a record keeps as what changed.</summary>
internal static class HeapMapCells
{
    /// <summary>The cells at a look.</summary>
    /// <param name="before">The cells at the look before.</param>
    /// <param name="part">What changed.</param>
    /// <returns>Numbers of the palette.</returns>
    public static List<int> Next(List<int> before, HeapMapPart part)
    {
        List<int> cells = new(part.Cells);
        for (int i = 0; i < part.Runs.Count; i += 2)
        {
            for (int count = part.Runs[i]; count > 0; count--)
            {
                cells.Add(part.Runs[i + 1] == 0 ? before.ElementAtOrDefault(cells.Count) : part.Runs[i + 1] - 1);
            }
        }

        return cells;
    }
}
