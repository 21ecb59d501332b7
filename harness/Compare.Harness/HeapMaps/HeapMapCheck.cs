namespace Compare.Harness.HeapMaps;

/// <summary>Tells whether a record that was read can be drawn: every number in it names something.</summary>
public static class HeapMapCheck
{
    /// <summary>Columns of the palette: state, bytes of blocks, bytes in use, bytes in all.</summary>
    public const int PaletteColumns = 4;

    /// <summary>Tells whether a record holds together.</summary>
    /// <param name="record">The record.</param>
    public static bool IsWhole(HeapMapRecord record) =>
        record.Spaces.All(space => space is { Name: not null, Unit: not null, UnitBytes: > 0, UnitsPerCell: > 0 })
        && record.Palette.All(kind => kind is { Count: PaletteColumns } && kind.All(number => number >= 0))
        && record.Looks.All(look => look is { Moment: not null, Parts: not null }
            && look.Parts.All(part => IsWhole(record, part)));

    private static bool IsWhole(HeapMapRecord record, HeapMapPart part)
    {
        if (part is null || part.Runs is null || part.Runs.Count % 2 != 0 || part.Space < 0 || part.Space >= record.Spaces.Count)
        {
            return false;
        }

        long cells = 0;
        for (int i = 0; i < part.Runs.Count; i += 2)
        {
            if (part.Runs[i] <= 0 || part.Runs[i + 1] < 0 || part.Runs[i + 1] > record.Palette.Count)
            {
                return false;
            }

            cells += part.Runs[i];
        }

        return cells == part.Cells;
    }
}
