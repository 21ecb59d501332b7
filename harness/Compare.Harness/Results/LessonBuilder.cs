using Compare.Harness.Statistics;

namespace Compare.Harness.Results;

/// <summary>Makes <c>lessons.csv</c>: what the careful version of each lesson saves, measure by measure.</summary>
public static class LessonBuilder
{
    /// <summary>The measure of what the program needs at its fullest.</summary>
    public const string Live = "peak_live_bytes";

    /// <summary>The measure of what the heap took, garbage included.</summary>
    public const string Heap = "heap_peak_bytes";

    /// <summary>The measure of time.</summary>
    public const string Wall = "wall_ns";

    private static readonly (string Name, Func<InvocationRow, long?> Value)[] s_measures =
    [
        (Live, row => row.PeakLiveBytes),
        (Heap, row => row.HeapPeakBytes),
        ("allocated_bytes", row => row.AllocatedBytes),
        ("allocated_objects", row => row.AllocatedObjects),
        (Wall, row => row.WallNs),
    ];

    /// <summary>Compares the two versions of each lesson.</summary>
    /// <param name="pairs">The lessons that were run in both versions.</param>
    /// <param name="invocations">Rows of <c>invocations.csv</c>.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static IReadOnlyList<LessonRow> Build(
        IReadOnlyList<LessonPair> pairs, IReadOnlyList<InvocationRow> invocations, long seed)
    {
        ILookup<(string, string, string, long?), InvocationRow> cells =
            invocations.ToLookup(row => (row.Engine, row.Config, row.Workload, row.HeapBytes));
        List<(string Engine, string Config, long? Heap)> places =
            [.. invocations.Select(row => (row.Engine, row.Config, row.HeapBytes)).Distinct().Order()];
        List<LessonRow> rows = [];
        foreach (LessonPair pair in pairs)
        {
            foreach ((string engine, string config, long? heap) in places)
            {
                InvocationRow[] wasteful = [.. cells[(engine, config, pair.Wasteful, heap)]];
                InvocationRow[] careful = [.. cells[(engine, config, pair.Careful, heap)]];
                if (wasteful.Length > 0 && careful.Length > 0)
                {
                    rows.AddRange(s_measures.Select(measure => Row(pair, wasteful, careful, measure, seed)));
                }
            }
        }

        return rows;
    }

    private static LessonRow Row(
        LessonPair pair,
        InvocationRow[] wasteful,
        InvocationRow[] careful,
        (string Name, Func<InvocationRow, long?> Value) measure,
        long seed)
    {
        InvocationRow first = wasteful[0];
        double[] before = Values(wasteful, measure.Value);
        double[] after = Values(careful, measure.Value);
        double? wastefulMedian = before.Length == 0 ? null : Quantiles.Median(before);
        double? carefulMedian = after.Length == 0 ? null : Quantiles.Median(after);
        Estimate? ratio = wastefulMedian is null || carefulMedian is null
            ? null
            : RatioEstimator.Of(after, before, SeedOf(seed, first, pair, measure.Name));
        return new LessonRow
        {
            Engine = first.Engine,
            Config = first.Config,
            Lesson = pair.Lesson,
            Title = pair.Title,
            HeapBytes = first.HeapBytes,
            Measure = measure.Name,
            Wasteful = wastefulMedian,
            Careful = carefulMedian,
            Saved = wastefulMedian - carefulMedian,
            Ratio = ratio?.Value,
            RatioLow = ratio?.Low,
            RatioHigh = ratio?.High,
            Verdict = ratio is { } known ? LessonVerdict.Of(known.Value, known.Low, known.High) : null,
            WastefulStatus = StatusOf(wasteful),
            CarefulStatus = StatusOf(careful),
            Advice = pair.Advice,
        };
    }

    private static CellStatus StatusOf(InvocationRow[] cell) =>
        Array.Find(cell, row => row.Status != CellStatus.Ok)?.Status ?? CellStatus.Ok;

    private static double[] Values(InvocationRow[] cell, Func<InvocationRow, long?> value) =>
        ByProcess.Medians(
            from row in cell
            where row.Status == CellStatus.Ok && value(row) is not null
            select (row, (double)value(row)!.Value));

    // A stream of its own for each interval, as in the summary.
    private static ulong SeedOf(long seed, InvocationRow row, LessonPair pair, string measure) =>
        (ulong)seed ^ StableHash.Of($"{row.Config}\n{pair.Lesson}\n{row.HeapBytes}\n{measure}");
}
