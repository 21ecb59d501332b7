using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;

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

    /// <summary>Compares the two versions of each lesson; all comparisons in one measure stand or fall together.</summary>
    /// <param name="pairs">The lessons that were run in both versions.</param>
    /// <param name="invocations">Rows of <c>invocations.csv</c>.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="tolerance">Ratio, less 1, up to which two versions count as equivalent.</param>
    public static IReadOnlyList<LessonRow> Build(
        IReadOnlyList<LessonPair> pairs, IReadOnlyList<InvocationRow> invocations, long seed, double tolerance)
    {
        ILookup<(string, string, string, long?), InvocationRow> cells =
            invocations.ToLookup(row => (row.Engine, row.Config, row.Workload, row.HeapBytes));
        List<(string Engine, string Config, long? Heap)> places =
            [.. invocations.Select(row => (row.Engine, row.Config, row.HeapBytes)).Distinct().Order()];
        LessonCell[] lessons =
        [
            .. from pair in pairs
               from place in places
               let wasteful = cells[(place.Engine, place.Config, pair.Wasteful, place.Heap)].ToArray()
               let careful = cells[(place.Engine, place.Config, pair.Careful, place.Heap)].ToArray()
               where wasteful.Length > 0 && careful.Length > 0
               select new LessonCell(pair, wasteful, careful),
        ];
        LessonRow[][] families = Array.ConvertAll(s_measures, measure => Family(lessons, measure, seed, tolerance));
        return [.. Enumerable.Range(0, lessons.Length).SelectMany(lesson => families.Select(family => family[lesson]))];
    }

    private static LessonRow[] Family(
        LessonCell[] lessons, (string Name, Func<InvocationRow, long?> Value) measure, long seed, double tolerance)
    {
        Comparison?[] comparisons = Array.ConvertAll(lessons, lesson => lesson.Compare(measure.Name, measure.Value, seed));
        double?[] adjusted = BenjaminiHochberg.AdjustedKnown(Array.ConvertAll(comparisons, known => known?.TestablePValue));
        double?[] equivalence =
            BenjaminiHochberg.AdjustedKnown(Array.ConvertAll(comparisons, known => known?.EquivalencePValue(tolerance)));
        return
        [
            .. lessons.Select((lesson, i) => Row(lesson, measure, comparisons[i]?.Ratio) with
            {
                Verdict = comparisons[i] is { } known ? LessonVerdict.Of(known, adjusted[i], equivalence[i], tolerance) : null,
            }),
        ];
    }

    private static LessonRow Row(LessonCell lesson, (string Name, Func<InvocationRow, long?> Value) measure, Estimate? ratio)
    {
        InvocationRow first = lesson.Wasteful[0];
        double? wasteful = LessonCell.Median(lesson.Wasteful, measure.Value);
        double? careful = LessonCell.Median(lesson.Careful, measure.Value);
        return new LessonRow
        {
            Engine = first.Engine,
            Config = first.Config,
            Lesson = lesson.Pair.Lesson,
            Title = lesson.Pair.Title,
            HeapBytes = first.HeapBytes,
            Measure = measure.Name,
            Wasteful = wasteful,
            Careful = careful,
            Saved = wasteful - careful,
            Ratio = ratio?.Value,
            RatioLow = ratio?.Low,
            RatioHigh = ratio?.High,
            WastefulStatus = StatusOf(lesson.Wasteful),
            CarefulStatus = StatusOf(lesson.Careful),
            Advice = lesson.Pair.Advice,
        };
    }

    private static CellStatus StatusOf(InvocationRow[] cell) =>
        Array.Find(cell, row => row.Status != CellStatus.Ok)?.Status ?? CellStatus.Ok;
}
