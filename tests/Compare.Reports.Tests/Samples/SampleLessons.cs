using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>Rows of lessons of every verdict, with a failure and with what an engine cannot know.</summary>
internal static class SampleLessons
{
    public const string Advice = "Write (f(x) for x in numbers) where each result is used once.";

    public static ResultSet Results { get; } = SampleResults.Default with { Lessons = Rows() };

    public static IReadOnlyList<LessonRow> Rows(string hostile = "") =>
    [
        Row("lesson-generator", "cpython:3.13", LessonBuilder.Live, 40 << 20, 1 << 20, 0.025, 0.025, hostile),
        Row("lesson-generator", "cpython:3.13", LessonBuilder.Heap, 42 << 20, 16 << 20, 0.38, 0.39, hostile),
        Row("lesson-generator", "cpython:3.13", LessonBuilder.Wall, 2e8, 2.6e8, 1.2, 1.4, hostile),
        Row("lesson-generator", "clr", LessonBuilder.Live, null, null, null, null, hostile),
        Row("lesson-generator", "clr", LessonBuilder.Heap, 1000, 995, 0.99, 1.0, hostile),
        Row("lesson-generator", "clr", LessonBuilder.Wall, 1e8, 0.9e8, 0.7, 1.1, hostile),
        Row("lesson-slots:points=10", "cpython:3.13", LessonBuilder.Live, 100, 50, null, null, hostile),
        Row("lesson-slots:points=10", "clr", LessonBuilder.Live, 100, null, null, null, hostile) with
        {
            CarefulStatus = CellStatus.Oom,
        },
    ];

    private static LessonRow Row(
        string lesson,
        string config,
        string measure,
        double? wasteful,
        double? careful,
        double? low,
        double? high,
        string hostile)
    {
        double? ratio = careful / wasteful;
        return new LessonRow
        {
            Engine = config.Split(':')[0],
            Config = config,
            Lesson = lesson + hostile,
            Title = "Use generators instead of lists" + hostile,
            Measure = measure,
            Wasteful = wasteful,
            Careful = careful,
            Saved = wasteful - careful,
            Ratio = ratio,
            RatioLow = low,
            RatioHigh = high,
            Verdict = (ratio, low, high) switch
            {
                (null, _, _) => null,
                (_, null, _) => LessonVerdict.Open,
                (_, > 0.98, < 1.02) => LessonVerdict.Nothing,
                (_, _, < 1) => LessonVerdict.Saves,
                (_, > 1, _) => LessonVerdict.Costs,
                _ => LessonVerdict.Unclear,
            },
            WastefulStatus = CellStatus.Ok,
            CarefulStatus = CellStatus.Ok,
            Advice = Advice + hostile,
        };
    }
}
