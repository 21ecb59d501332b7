namespace Compare.Harness.HeapMaps;

/// <summary>Cells side by side, as runs of equal ones: pairs of a number of cells and the number of their kind.</summary>
internal static class CellRuns
{
    /// <summary>Adds cells behind others.</summary>
    /// <param name="runs">The others.</param>
    /// <param name="kind">Number of their kind.</param>
    /// <param name="count">How many.</param>
    public static void Add(List<int> runs, int kind, int count)
    {
        if (count <= 0)
        {
            return;
        }

        if (runs.Count > 0 && runs[^1] == kind)
        {
            runs[^2] += count;
        }
        else
        {
            runs.Add(count);
            runs.Add(kind);
        }
    }

    /// <summary>Writes every cell by itself.</summary>
    /// <param name="runs">The runs.</param>
    /// <returns>The number of each cell's kind.</returns>
    public static List<int> Expand(IReadOnlyList<int> runs)
    {
        List<int> cells = [];
        for (int i = 0; i < runs.Count; i += 2)
        {
            cells.AddRange(Enumerable.Repeat(runs[i + 1], runs[i]));
        }

        return cells;
    }

    /// <summary>Writes cells as what changed since others.</summary>
    /// <param name="before">The others.</param>
    /// <param name="cells">The cells.</param>
    /// <returns>Runs of 0 for what did not change, and of one more than the kind for the rest.</returns>
    public static List<int> Changes(List<int> before, List<int> cells)
    {
        List<int> runs = [];
        for (int i = 0; i < cells.Count; i++)
        {
            Add(runs, i < before.Count && before[i] == cells[i] ? 0 : cells[i] + 1, 1);
        }

        return runs;
    }

    /// <summary>Joins cells so that each stands for more units.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="factor">How many become one.</param>
    /// <param name="palette">Kinds of cells.</param>
    public static List<int> Coarsen(List<int> cells, long factor, MapPalette palette)
    {
        if (factor == 1)
        {
            return cells;
        }

        List<int> coarse = [];
        for (int i = 0; i < cells.Count; i += (int)factor)
        {
            MapCell sum = palette.Cells[cells[i]];
            for (int j = i + 1; j < i + factor && j < cells.Count; j++)
            {
                sum = MapCell.Join(sum, palette.Cells[cells[j]]);
            }

            coarse.Add(palette.Number(sum));
        }

        return coarse;
    }
}
