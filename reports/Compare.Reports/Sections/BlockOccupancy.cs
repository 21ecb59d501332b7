using Compare.Engines.Abstractions.Maps;
using Compare.Harness.HeapMaps;
using Compare.Reports.Formatting;

namespace Compare.Reports.Sections;

/// <summary>
/// Reads from the maps of a heap how full its units are: pools, pages, blocks. Memory that is handed out from one end has no such
/// units and is left out.
/// </summary>
internal static class BlockOccupancy
{
    /// <summary>Names of the moments, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Moments = ["fullest", "least filled", "last"];

    /// <summary>What engines call a part of memory that has no units of its own.</summary>
    private const string Slice = "slice";

    /// <summary>Units that must hold something before their fill says something.</summary>
    private const int FewUnits = 4;

    /// <summary>
    /// The look with most bytes in use, the one from there on whose units that are not empty are filled least, and the last one.
    /// None for an engine without units.
    /// </summary>
    public static IReadOnlyList<OccupancyMoment> Of(HeapMapRecord map)
    {
        HashSet<int> spaces =
        [
            .. map.Spaces.Index().Where(space => space.Item is { IsPlaced: true, Unit: not Slice }).Select(space => space.Index),
        ];
        if (spaces.Count == 0 || map.Looks.Count == 0)
        {
            return [];
        }

        List<IReadOnlyList<OccupancyHistogram>> all = Read(map, spaces);
        int fullest = Enumerable.Range(0, all.Count).MaxBy(look => HeapMapStory.UsedBytes(map.Looks[look]));
        int least = Enumerable.Range(fullest, all.Count - fullest)
            .Where(look => all[look].Sum(histogram => histogram.Taken) >= FewUnits)
            .DefaultIfEmpty(fullest)
            .MinBy(look => FillOf(all[look]));
        int[] looks = [fullest, least, all.Count - 1];
        return [.. Moments.Zip(looks, (name, look) => new OccupancyMoment(name, map.Looks[look], all[look]))];
    }

    private static double FillOf(IReadOnlyList<OccupancyHistogram> histograms) =>
        (double)histograms.Sum(histogram => histogram.UsedBytes) / Math.Max(1, histograms.Sum(histogram => histogram.TakenBytes));

    private static List<IReadOnlyList<OccupancyHistogram>> Read(HeapMapRecord map, HashSet<int> spaces)
    {
        List<int>[] cells = [.. map.Spaces.Select(_ => new List<int>())];
        List<IReadOnlyList<OccupancyHistogram>> all = [];
        foreach (HeapMapLook look in map.Looks)
        {
            foreach (HeapMapPart part in look.Parts)
            {
                cells[part.Space] = HeapMapCells.Next(cells[part.Space], part);
            }

            all.Add(
            [
                .. look.Parts.Where(part => spaces.Contains(part.Space))
                    .GroupBy(part => UnitOf(map.Spaces[part.Space]), StringComparer.Ordinal)
                    .Select(unit =>
                        Count(unit.Key, unit.Select(part => (map.Spaces[part.Space], cells[part.Space])), map.Palette)),
            ]);
        }

        return all;
    }

    /// <summary>
    /// Counts units; such as are smaller than a slice are taken together to one, since alone they are either empty or full.
    /// </summary>
    private static OccupancyHistogram Count(
        string unit, IEnumerable<(HeapMapSpace Space, List<int> Cells)> spaces, IReadOnlyList<IReadOnlyList<long>> palette)
    {
        long[] counts = new long[OccupancyHistogram.Steps + 1];
        (long usedBytes, long takenBytes) = (0, 0);
        foreach ((HeapMapSpace space, List<int> cells) in spaces)
        {
            foreach (int[] together in cells.Chunk(CellsTogether(space)))
            {
                long used = together.Sum(kind => palette[kind][2]);
                long bytes = together.Sum(kind => palette[kind][3]);
                counts[OccupancyHistogram.ClassOf(used, bytes)]++;
                usedBytes += used;
                takenBytes += used > 0 ? bytes : 0;
            }
        }

        return new OccupancyHistogram(unit, counts, usedBytes, takenBytes);
    }

    private static int CellsTogether(HeapMapSpace space) =>
        (int)Math.Max(1, HeapMapExtensions.SliceBytes / (space.UnitBytes * space.UnitsPerCell));

    private static string UnitOf(HeapMapSpace space)
    {
        long units = space.UnitsPerCell * CellsTogether(space);
        return units == 1
            ? $"{space.Unit}s of {Quantity.Bytes(space.UnitBytes)}"
            : $"{Quantity.Count(units)} {space.Unit}s of {Quantity.Bytes(space.UnitBytes)} together";
    }
}
