namespace Compare.Reports.Sections;

/// <summary>How full the units of an engine's memory are at one moment, by tenths.</summary>
/// <param name="Unit">What a unit is, e.g. pools of 16 KiB.</param>
/// <param name="Counts">
/// Units that are empty, then those filled up to a tenth, up to two tenths, and so on to whole ones.
/// </param>
/// <param name="UsedBytes">Bytes in use in all units.</param>
/// <param name="TakenBytes">Bytes of the units that are not empty.</param>
internal sealed record OccupancyHistogram(string Unit, IReadOnlyList<long> Counts, long UsedBytes, long TakenBytes)
{
    /// <summary>Steps of fill of a unit that is not empty.</summary>
    public const int Steps = 10;

    /// <summary>All units.</summary>
    public long Units => Counts.Sum();

    /// <summary>Units that hold something.</summary>
    public long Taken => Units - Counts[0];

    /// <summary>Bytes in use over the bytes of the units that hold them; null when all are empty.</summary>
    public double? Fill => TakenBytes == 0 ? null : (double)UsedBytes / TakenBytes;

    /// <summary>The class of a unit: 0 for an empty one, otherwise the tenth, from 1, that its fill ends in.</summary>
    public static int ClassOf(long usedBytes, long bytes) =>
        usedBytes <= 0 ? 0 : (int)Math.Clamp(((usedBytes * Steps) + bytes - 1) / bytes, 1, Steps);
}
