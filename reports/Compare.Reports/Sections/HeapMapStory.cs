using Compare.Engines.Abstractions.Maps;
using Compare.Harness.HeapMaps;
using Compare.Reports.Formatting;

namespace Compare.Reports.Sections;

/// <summary>
/// Finds in the maps of a heap what a reader should look at: memory that falls without a collection, what the largest collection
/// freed, a nursery and its survivors, units that are held and hardly filled. What the maps do not show is not told.
/// </summary>
internal static class HeapMapStory
{
    /// <summary>Share of the most bytes that came into use that a fall must have to be worth a sentence.</summary>
    private const double WorthTelling = 0.1;

    /// <summary>Share of units in use below which they count as hardly filled.</summary>
    private const double HardlyFilled = 0.7;

    /// <summary>Units that must be in use before their fill says something.</summary>
    private const int FewUnits = 4;

    /// <summary>Bytes in use at a look.</summary>
    public static long UsedBytes(HeapMapLook look) => look.Parts.Sum(part => part.UsedBytes);

    /// <summary>Bytes held from the system at a look.</summary>
    public static long HeldBytes(HeapMapLook look) => look.Parts.Sum(part => part.Bytes + part.OverheadBytes);

    /// <summary>Makes the stations of a record, in order.</summary>
    public static IReadOnlyList<HeapMapStation> Of(HeapMapRecord map)
    {
        HeapMapStation?[] stations =
            [FallWithoutCollection(map), Nursery(map), LargestCollection(map), Holes(map), NothingFreed(map)];
        return [.. stations.OfType<HeapMapStation>().OrderBy(station => station.Look)];
    }

    private static HeapMapStation? FallWithoutCollection(HeapMapRecord map)
    {
        int best = 0;
        for (int i = 1; i < map.Looks.Count; i++)
        {
            bool isQuiet = map.Looks[i].Collections == map.Looks[i - 1].Collections
                && map.Looks[i].Moment is not ("after" or "end");
            best = isQuiet && Fall(map, i) > (best == 0 ? 0 : Fall(map, best)) ? i : best;
        }

        // Where a phase begins, what fell fell in the one before.
        HeapMapLook told = map.Looks[best > 0 && map.Looks[best].Moment == "phase" ? best - 1 : best];
        return best > 0 && IsWorthTelling(map, Fall(map, best))
            ? At(map, best, $"{Quantity.Bytes(Fall(map, best))} become free{During(told)} and no collection has run: "
                + "what nobody refers to any more goes at once.")
            : null;
    }

    private static HeapMapStation? LargestCollection(HeapMapRecord map)
    {
        int best = 0;
        for (int i = 1; i < map.Looks.Count; i++)
        {
            bool isOne = map.Looks[i].Moment == "after" && map.Looks[i].Collections == map.Looks[i - 1].Collections + 1;
            best = isOne && Fall(map, i) > (best == 0 ? 0 : Fall(map, best)) ? i : best;
        }

        if (best == 0 || !IsWorthTelling(map, Fall(map, best)))
        {
            return null;
        }

        HeapMapLook look = map.Looks[best];
        long before = UsedBytes(map.Looks[best - 1]);
        if (map.Looks[best - 1].Moment != "before")
        {
            // The engine did not say when the collection began: the program went on between the looks.
            return At(map, best, $"Collection {look.Collections} frees most{During(look)}: from the look before it to the look "
                + $"after it, what is in use falls from {Quantity.Bytes(before)} to {Quantity.Bytes(UsedBytes(look))}.");
        }

        return At(map, best, $"Collection {look.Collections} frees most{During(look)}: {Quantity.Bytes(Fall(map, best))} of "
            + $"{Quantity.Bytes(before)} in use were garbage that had waited for it, "
            + $"{Quantity.Bytes(before - Fall(map, best))} stay.");
    }

    private static HeapMapStation? Nursery(HeapMapRecord map)
    {
        int nursery = map.Spaces.ToList().FindIndex(space => space.Name == "nursery");
        int best = -1;
        double most = -1;
        for (int i = 1; nursery >= 0 && i < map.Looks.Count; i++)
        {
            long emptied = In(map.Looks[i - 1], nursery) - In(map.Looks[i], nursery);
            double share = (double)Survived(map, nursery, i) / Math.Max(1, emptied);
            if (map.Looks[i].Moment == "after" && map.Looks[i - 1].Moment == "before" && emptied > 0 && share > most)
            {
                (best, most) = (i, share);
            }
        }

        if (best < 0)
        {
            return null;
        }

        long gone = In(map.Looks[best - 1], nursery) - In(map.Looks[best], nursery);
        return At(map, best, $"The nursery is emptied of {Quantity.Bytes(gone)}{During(map.Looks[best])}; "
            + $"{Quantity.Bytes(Survived(map, nursery, best))} survive and move to the old space ({Quantity.Percent(most)}, the "
            + "most of all such collections here).");
    }

    private static HeapMapStation? Holes(HeapMapRecord map)
    {
        (int Look, int Units, long Used, long Bytes, HeapMapSpace Space)? worst = null;
        List<int>[] cells = [.. map.Spaces.Select(_ => new List<int>())];
        for (int i = 0; i < map.Looks.Count; i++)
        {
            foreach (HeapMapPart part in map.Looks[i].Parts)
            {
                cells[part.Space] = HeapMapCells.Next(cells[part.Space], part);
                IReadOnlyList<long>[] taken = [.. cells[part.Space].Select(kind => map.Palette[kind]).Where(IsPartlyFilled)];
                (long used, long bytes) = (taken.Sum(kind => kind[2]), taken.Sum(kind => kind[3]));
                bool hasSizes = taken.Length >= FewUnits && map.Looks[i].Moment != "end";
                bool isWorse = worst is null || bytes - used > worst.Value.Bytes - worst.Value.Used;
                if (hasSizes && isWorse && used < HardlyFilled * bytes)
                {
                    worst = (i, taken.Length, used, bytes, map.Spaces[part.Space]);
                }
            }
        }

        return worst is not var (look, units, use, all, space) ? null
            : At(map, look, $"{units} {space.Name} are kept{During(map.Looks[look])} for {Quantity.Bytes(use)} in "
                + $"{Quantity.Bytes(all)} ({Quantity.Percent((double)use / all)}): the holes serve only objects of their own "
                + "size.");
    }

    private static HeapMapStation? NothingFreed(HeapMapRecord map)
    {
        int last = map.Looks.Count - 1;
        long used = UsedBytes(map.Looks[last]);
        bool fell = Enumerable.Range(1, last).Any(i => Fall(map, i) > 0);
        return fell || used == 0 ? null
            : At(map, last, $"All {Quantity.Bytes(used)} that were ever in use still are at the end, although the program has "
                + $"dropped everything, after {Quantity.Count(map.Looks[last].Collections)} collections.");
    }

    private static bool IsPartlyFilled(IReadOnlyList<long> kind) => kind[0] == (long)HeapCellState.Used && kind[1] > 0;

    private static long In(HeapMapLook look, int space) =>
        look.Parts.Where(part => part.Space == space).Sum(part => part.UsedBytes);

    private static long Survived(HeapMapRecord map, int nursery, int look) =>
        Math.Max(0, Outside(map.Looks[look], nursery) - Outside(map.Looks[look - 1], nursery));

    private static long Outside(HeapMapLook look, int space) => UsedBytes(look) - In(look, space);

    private static long Fall(HeapMapRecord map, int look) => UsedBytes(map.Looks[look - 1]) - UsedBytes(map.Looks[look]);

    // What is always there, such as the host's own objects, is no measure.
    private static bool IsWorthTelling(HeapMapRecord map, long fall) =>
        fall > WorthTelling * (map.Looks.Max(UsedBytes) - map.Looks.Min(UsedBytes));

    private static string During(HeapMapLook look) =>
        look.Moment == "end" ? " at the end" : look.Phase is { } phase ? $" during “{phase}”" : string.Empty;

    private static HeapMapStation At(HeapMapRecord map, int look, string text) => new(look, map.Looks[look].AllocatedBytes, text);
}
