using Compare.Engines.Abstractions.Maps;
using Compare.Harness.HeapMaps;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Maps of heaps on one allocation clock, engines side by side: blocks, pools, pages, slices, generations.</summary>
public sealed class HeapMapsSection : IReportSection
{
    /// <summary>Numbers of maps that a page carries; what is beyond them stays in the file.</summary>
    private const long MostNumbers = 3_000_000;

    /// <inheritdoc/>
    public string Id => "heap-maps";

    /// <inheritdoc/>
    public string Title => "Heap maps";

    /// <inheritdoc/>
    public string ShortTitle => "Maps";

    /// <inheritdoc/>
    public int Order => 74;

    /// <inheritdoc/>
    public string WhenEmpty => "No invocation took maps of its heap: the probe heap-map was not asked for.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, HeapMapRecord Map)> cells =
        [
            .. from cell in model.Cells
            let map = model.HeapMapsOf(cell).FirstOrDefault()?.Map
            where map is { Looks.Count: > 0 }
            select (cell, map),
        ];
        if (cells.Count == 0)
        {
            return null;
        }

        long numbers = 0;
        List<(ReportCell Cell, HeapMapRecord Map)> carried =
            [.. cells.TakeWhile(pair => (numbers += NumbersOf(pair.Map)) <= MostNumbers)];
        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, carried.Select(pair => pair.Cell.Case.Index)),
                Stories = carried.GroupBy(pair => pair.Cell.Case).Select(group => new
                {
                    group.Key.Index,
                    group.Key.Label,
                    Stations = group.SelectMany(pair => HeapMapStory.Of(pair.Map).Select(station => new
                    {
                        pair.Cell.Config.Index,
                        pair.Cell.Config.Name,
                        KeyHtml = Key.Of(pair.Cell.Config),
                        station.AllocatedBytes,
                        station.Look,
                        When = Quantity.Bytes(station.AllocatedBytes),
                        station.Text,
                    })).OrderBy(station => station.AllocatedBytes).ThenBy(station => station.Index),
                }),
                LeftOut = cells.Count - carried.Count,
                TableHtml = Table(cells).ToHtml(),
            },
            new
            {
                states = Enum.GetNames<HeapCellState>().Select(name => name.ToLowerInvariant()),
                series = carried.Select(pair => Series(pair.Cell, pair.Map)),
            });
    }

    private static long NumbersOf(HeapMapRecord map) => map.Looks.Sum(look => look.Parts.Sum(part => (long)part.Runs.Count));

    // Short names and rows of numbers: this is the largest part of a page.
    private static object Series(ReportCell cell, HeapMapRecord map) => new
    {
        config = cell.Config.Index,
        @case = cell.Case.Index,
        spaces = map.Spaces,
        palette = map.Palette,
        moment = map.Looks.Select(look => look.Moment),
        clock = map.Looks.Select(look => look.AllocatedBytes),
        phase = map.Looks.Select(look => look.Phase),
        collections = map.Looks.Select(look => look.Collections),
        parts = map.Looks.Select(look => look.Parts.Select(part => new object[]
        {
            part.Space, part.Cells, part.UsedBytes, part.Bytes, part.OverheadBytes, part.IdleBytes, part.Runs,
        })),
    };

    private static TableView Table(List<(ReportCell Cell, HeapMapRecord Map)> cells) => new(
        "heap-maps",
        "The heap at the first look, where most of it was in use, and at the last look, when the program had dropped everything",
        [
            .. TableView.CellColumns,
            new("moment", "Moment"),
            new("allocated_bytes", "Allocated"),
            new("collections", "Collections"),
            new("used_bytes", "In use"),
            new("held_bytes", "Held"),
            new("filled", "In use of held"),
        ],
        [
            .. from pair in cells
            let looks = pair.Map.Looks
            from moment in new[] { ("first", looks[0]), ("fullest", looks.MaxBy(HeapMapStory.UsedBytes)!), ("last", looks[^1]) }
            select Row(pair.Cell, moment.Item1, moment.Item2),
        ]);

    private static TableRow Row(ReportCell cell, string name, HeapMapLook look)
    {
        long used = HeapMapStory.UsedBytes(look);
        long held = HeapMapStory.HeldBytes(look);
        return TableRow.Of(
            cell,
            TableCell.Of(name),
            TableCell.Of(look.AllocatedBytes, "bytes"),
            TableCell.Count(look.Collections),
            TableCell.Of(used, "bytes"),
            TableCell.Of(held, "bytes"),
            TableCell.Of(Quantity.Percent(held == 0 ? null : (double)used / held)));
    }
}
