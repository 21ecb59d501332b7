namespace Compare.Harness.HeapMaps;

/// <summary>A space while an engine tells it, unit by unit: units are joined into cells as they come.</summary>
internal sealed class SpaceSketch(int space, long unitsPerCell, MapPalette palette)
{
    private MapCell _open;
    private long _openUnits;

    /// <summary>Place among the spaces of the record.</summary>
    public int Space => space;

    /// <summary>Units of a cell, a power of two.</summary>
    public long UnitsPerCell => unitsPerCell;

    /// <summary>Runs of cells.</summary>
    public List<int> Runs { get; } = [];

    /// <summary>Bytes in use.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>Bytes in all.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes outside the cells.</summary>
    public long OverheadBytes { get; set; }

    /// <summary>Bytes in use that wait in lists.</summary>
    public long IdleBytes { get; set; }

    /// <summary>Adds units.</summary>
    public void Add(MapCell unit, long count)
    {
        UsedBytes += unit.UsedBytes * count;
        Bytes += unit.Bytes * count;
        while (count > 0 && _openUnits > 0)
        {
            AddOne(unit);
            count--;
        }

        long whole = count / unitsPerCell;
        MapCell cell = unit with { UsedBytes = unit.UsedBytes * unitsPerCell, Bytes = unit.Bytes * unitsPerCell };
        CellRuns.Add(Runs, whole > 0 ? palette.Number(cell) : 0, (int)whole);
        for (long rest = count % unitsPerCell; rest > 0; rest--)
        {
            AddOne(unit);
        }
    }

    /// <summary>Ends the space: a last cell may have fewer units.</summary>
    public void Close()
    {
        if (_openUnits > 0)
        {
            CellRuns.Add(Runs, palette.Number(_open), 1);
            _openUnits = 0;
        }
    }

    private void AddOne(MapCell unit)
    {
        _open = _openUnits == 0 ? unit : MapCell.Join(_open, unit);
        if (++_openUnits == unitsPerCell)
        {
            Close();
        }
    }
}
