using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What each lesson saves on each engine: bytes that the program needs, bytes that the heap takes, time.</summary>
public sealed class LessonsSection : IReportSection
{
    /// <summary>The measures shown, each with its word, name and unit.</summary>
    internal static readonly (string Label, string Measure, string Unit)[] Measures =
    [
        ("needs", LessonBuilder.Live, "bytes"),
        ("heap", LessonBuilder.Heap, "bytes"),
        ("time", LessonBuilder.Wall, "ns"),
    ];

    /// <inheritdoc/>
    public string Id => "lessons";

    /// <inheritdoc/>
    public string Title => "Lessons: what careful code saves";

    /// <inheritdoc/>
    public string ShortTitle => "Lessons";

    /// <inheritdoc/>
    public int Order => 25;

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public string WhenEmpty => "No lesson was run in both versions.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        IReadOnlyList<LessonRow> rows = model.Results.Lessons;
        if (rows.Count == 0)
        {
            return null;
        }

        List<ReportConfig> configs = ConfigsOf(model);
        ILookup<(string, long?, string), LessonRow> cells = rows.ToLookup(row => (row.Lesson, row.HeapBytes, row.Config));
        return new SectionContent(new
        {
            model.IsGreyed,
            Configs = configs.ConvertAll(config => new
            {
                config.Index,
                config.Name,
                NameHtml = Names.Html(config.Name),
                KeyHtml = Key.Of(config),
            }),
            Rows = rows.DistinctBy(row => (row.Lesson, row.HeapBytes)).Select(lesson => new
            {
                lesson.Title,
                lesson.Advice,
                Label = LabelOf(lesson),
                LabelHtml = Names.Html(LabelOf(lesson)),
                Cells = configs.ConvertAll(config =>
                    CellOf(config, [.. cells[(lesson.Lesson, lesson.HeapBytes, config.Name)]], model.IsGreyed)),
            }).ToList(),
        });
    }

    /// <summary>Finds the configs that have run a lesson, in the order of the report.</summary>
    internal static List<ReportConfig> ConfigsOf(ReportModel model)
    {
        HashSet<string> names = [.. model.Results.Lessons.Select(row => row.Config)];
        return [.. model.Configs.Where(config => names.Contains(config.Name))];
    }

    /// <summary>Names the workload of a lesson, with its heap limit.</summary>
    internal static string LabelOf(LessonRow lesson) =>
        lesson.HeapBytes is { } bytes ? $"{lesson.Lesson} · {Quantity.Bytes(bytes)} heap" : lesson.Lesson;

    private static object CellOf(ReportConfig config, LessonRow[] rows, bool greyed)
    {
        List<LessonSaving> savings = rows.Length == 0
            ? []
            : [.. Measures.Select(measure => LessonSaving.Of(
                measure.Label, Array.Find(rows, row => row.Measure == measure.Measure), measure.Unit, greyed))];
        return new
        {
            ConfigIndex = config.Index,
            Savings = savings,
            Missing = savings.Count == 0 ? Words.Status(null) : string.Empty,
            Raw = string.Join("; ", savings.Select(saving => $"{saving.Label} {saving.Text}")),
        };
    }
}
