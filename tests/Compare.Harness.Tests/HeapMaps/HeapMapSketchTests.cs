using Compare.Engines.Abstractions.Maps;
using Compare.Harness.HeapMaps;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.HeapMaps;

public sealed class HeapMapSketchTests
{
    private const int Seed = 20261123;

    [Fact]
    public void Units_come_back_cell_by_cell_at_every_look()
    {
        MapCell[][] looks = [.. Enumerable.Range(0, 40).Select(look => RandomUnits(look, 300 + look))];
        HeapMapRecord record = Record([.. looks.Select(units => Space("pools", units))]);

        Assert.True(HeapMapCheck.IsWhole(record));
        MapCell[] cells = [];
        for (int look = 0; look < looks.Length; look++)
        {
            cells = Next(record, cells, record.Looks[look].Parts[0]);
            Assert.True(looks[look].SequenceEqual(cells), $"Look {look} differs (seed {Seed}).");
        }
    }

    [Theory]
    [InlineData(HeapMapSketch.MostCells, 1)]
    [InlineData(HeapMapSketch.MostCells + 1, 2)]
    [InlineData(1_000_000, 512)]
    public void No_space_has_more_cells_than_a_reader_can_see_and_no_byte_is_lost(int units, long unitsPerCell)
    {
        MapCell[] all = RandomUnits(1, units);
        HeapMapRecord record = Record(Space("blocks", all));
        HeapMapPart part = record.Looks[0].Parts[0];
        MapCell[] cells = Next(record, [], part);

        Assert.Equal(unitsPerCell, record.Spaces[0].UnitsPerCell);
        Assert.InRange(cells.Length, 1, HeapMapSketch.MostCells);
        Assert.Equal(all.Sum(unit => unit.UsedBytes), cells.Sum(cell => cell.UsedBytes));
        Assert.Equal(all.Sum(unit => unit.Bytes), cells.Sum(cell => cell.Bytes));
        Assert.Equal((part.UsedBytes, part.Bytes), (cells.Sum(cell => cell.UsedBytes), cells.Sum(cell => cell.Bytes)));
    }

    [Fact]
    public void A_space_that_grows_has_cells_of_one_size_at_all_looks()
    {
        MapCell[] large = RandomUnits(2, 5 * HeapMapSketch.MostCells);
        MapCell[] small = large[..100];
        HeapMapRecord record = Record(Space("pages", small), Space("pages", large));

        MapCell[] first = Next(record, [], record.Looks[0].Parts[0]);
        MapCell[] second = Next(record, first, record.Looks[1].Parts[0]);

        Assert.Equal(8, record.Spaces[0].UnitsPerCell);
        Assert.Equal(13, first.Length); // 100 units, eight to a cell.
        Assert.Equal(first[..12], second[..12]);
        Assert.Equal(small.Sum(unit => unit.UsedBytes), first.Sum(cell => cell.UsedBytes));
    }

    [Fact]
    public void An_engine_without_a_map_gives_no_look() => Assert.Null(new HeapMapSketch().Look(new MapEngine()));

    [Fact]
    public void An_empty_space_is_a_space_without_cells()
    {
        HeapMapRecord record = Record(Space("empty", []), map =>
        {
        });

        Assert.Equal(0, record.Looks[0].Parts[0].Cells);
        Assert.Empty(record.Looks[1].Parts);
        Assert.True(HeapMapCheck.IsWhole(record));
    }

    [Fact]
    public void The_file_gives_back_what_was_written()
    {
        HeapMapRecord record = Record(Space("a </script> “space”\n", RandomUnits(3, 50)), Space("b", RandomUnits(4, 9)));
        HeapMapRow[] rows =
        [
            new() { Engine = "cpython", Config = "cpython:3.11", Workload = "w", HeapBytes = 1L << 40, Invocation = 7, Map = record },
            new() { Engine = "clr", Config = "clr", Workload = "w", Invocation = 0, Map = record },
        ];
        string path = Path.GetTempFileName();
        using (FileStream stream = File.Create(path))
        {
            HeapMapFile.Write(stream, rows);
        }

        IReadOnlyList<HeapMapRow> read = HeapMapFile.Read(path);
        using MemoryStream again = new();
        HeapMapFile.Write(again, read);

        Assert.Equal(File.ReadAllBytes(path), again.ToArray());
        Assert.Equal(2, read.Count);
        Assert.Equal(1L << 40, read[0].HeapBytes);
        Assert.Equal(record.Spaces, read[1].Map.Spaces);
        File.Delete(path);
        Assert.Empty(HeapMapFile.Read(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"engine\":\"e\",\"config\":\"c\",\"workload\":\"w\",\"invocation\":0,\"map\":{\"spaces\":[],\"palette\":[],\"looks\":[{\"moment\":\"end\",\"allocated_bytes\":0,\"collections\":0,\"parts\":[{\"space\":0,\"cells\":1,\"used_bytes\":0,\"bytes\":0,\"overhead_bytes\":0,\"idle_bytes\":0,\"runs\":[1,1]}]}]}}")]
    public void A_damaged_file_is_named_with_its_line(string line)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, line + "\n");

        InputException thrown = Assert.Throws<InputException>(() => HeapMapFile.Read(path));

        Assert.StartsWith($"{path}:1: the file is damaged", thrown.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static HeapMapRecord Record(params Action<IHeapMap>[] maps)
    {
        HeapMapSketch sketch = new();
        return sketch.Finish([.. maps.Select((map, number) =>
            (new HeapMapLook("clock", number, null, 0, []), sketch.Look(new MapEngine { Map = map })!))]);
    }

    private static Action<IHeapMap> Space(string name, MapCell[] units) => map =>
    {
        map.Space(name, HeapSpaceKind.Places, "unit", 64, units.Length);
        foreach (MapCell unit in units)
        {
            map.Add(unit.State, unit.BlockBytes, unit.UsedBytes, unit.Bytes);
        }
    };

    /// <summary>Units of which stretches are alike, as those of heaps are.</summary>
    private static MapCell[] RandomUnits(int number, int count)
    {
        Random random = new(Seed + number);
        MapCell[] units = new MapCell[count];
        for (int i = 0; i < count; i++)
        {
            units[i] = i > 0 && random.Next(3) > 0 ? units[i - 1]
                : random.Next(2) == 0 ? new(HeapCellState.Free, 0, 0, 64)
                : new(HeapCellState.Used, 16, random.Next(1, 5) * 16, 64);
        }

        return units;
    }

    private static MapCell[] Next(HeapMapRecord record, MapCell[] before, HeapMapPart part)
    {
        List<MapCell> cells = [];
        for (int i = 0; i < part.Runs.Count; i += 2)
        {
            for (int count = part.Runs[i]; count > 0; count--)
            {
                IReadOnlyList<long>? kind = part.Runs[i + 1] == 0 ? null : record.Palette[part.Runs[i + 1] - 1];
                cells.Add(kind is null ? before[cells.Count] : new((HeapCellState)kind[0], kind[1], kind[2], kind[3]));
            }
        }

        Assert.Equal(part.Cells, cells.Count);
        return [.. cells];
    }
}
