using System.Globalization;
using System.Text;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Sections;

namespace Compare.Reports;

/// <summary>Writes the short report for a pull request: what it says, the ratios, what failed.</summary>
public static class MarkdownReport
{
    private const int MostColumns = 8;
    private const int MostFailures = 20;

    /// <summary>Writes the report.</summary>
    public static string Render(ResultSet results)
    {
        ReportModel model = new(results);
        StringBuilder text = new();
        RunEnvironment environment = results.Environment;
        text.Append(CultureInfo.InvariantCulture, $"## {Escape(results.Title)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Escape(environment.Processor)}, {environment.Cores} logical processors, ")
            .Append(CultureInfo.InvariantCulture, $"{Escape(environment.System)}, {Escape(environment.Runtime)}. ")
            .Append(CultureInfo.InvariantCulture, $"{results.Invocations.Count(row => row.Status == CellStatus.Ok)} of ")
            .Append(CultureInfo.InvariantCulture, $"{Math.Max(results.PlannedInvocations, results.Invocations.Count)} invocations finished.\n\n");
        if (environment.Verify)
        {
            text.Append("**Every heap was verified after each collection, so the times are no measurements.**\n\n");
        }

        AppendFindings(text, model);
        AppendRatios(text, model);
        AppendLessons(text, model);
        AppendWarnings(text, model);
        AppendFailures(text, model);
        return text.ToString();
    }

    /// <summary>Escapes text for Markdown that may be shown as HTML: inside a table, a list or a heading.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '\r' or '\n' or '\t' => escaped.Append(' '),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '!' or '@' => escaped.Append('\\').Append(letter),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    private static void AppendFindings(StringBuilder text, ReportModel model)
    {
        IReadOnlyList<Finding> findings = Findings.Overall(model);
        if (findings.Count == 0)
        {
            text.Append("Nothing finished that could be compared.\n\n");
            return;
        }

        foreach (Finding finding in findings.Take(MostColumns))
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{finding.Tag}**: {Escape(finding.Subject)} {Escape(finding.Text)}\n");
        }

        string emphasis = model.IsGreyed ? "**" : string.Empty;
        text.Append(CultureInfo.InvariantCulture, $"\n{emphasis}{Escape(AaSentence.Of(model.Results.AaPair))}{emphasis}\n\n");
    }

    private static void AppendRatios(StringBuilder text, ReportModel model)
    {
        if (model.Baseline is not { } baseline || model.Cases.Count == 0)
        {
            return;
        }

        List<ReportConfig> columns = [.. model.Configs.Where(config => config != baseline).Take(MostColumns)];
        text.Append(CultureInfo.InvariantCulture, $"Wall time over that of **{Escape(baseline.Name)}**, lower is better; ")
            .Append("95 % interval in brackets, then the verdict.\n\n");
        AppendRow(text, ["Workload", "Baseline", .. columns.Select(config => Escape(config.Name))]);
        AppendRow(text, ["---", "---:", .. columns.Select(_ => "---:")]);
        foreach (ReportCase @case in model.Cases)
        {
            ReportCell own = model.Cell(baseline, @case);
            AppendRow(
                text,
                [
                    Escape(@case.Label),
                    own.Value(Reading.Wall) is { } value ? Quantity.Time(value.Value) : Words.Status(own.Status),
                    .. columns.Select(config => Judged(model, model.Cell(config, @case))),
                ]);
        }

        IEnumerable<string> means = columns.Select(config => Ratio(
            Estimate.GeometricMean([.. model.Cases.Select(@case => model.Cell(config, @case).Ratio(Reading.Wall)).OfType<Estimate>()]),
            CellStatus.Ok));
        AppendRow(text, ["**geometric mean of what finished**", string.Empty, .. means]);
        int left = model.Configs.Count - 1 - columns.Count;
        text.Append(left > 0 ? $"\n{Words.Number(left, "more engine is", "more engines are")} in the HTML report.\n\n" : "\n");
    }

    private static void AppendLessons(StringBuilder text, ReportModel model)
    {
        IReadOnlyList<LessonRow> rows = model.Results.Lessons;
        if (rows.Count == 0)
        {
            return;
        }

        List<ReportConfig> columns = [.. LessonsSection.ConfigsOf(model).Take(MostColumns)];
        text.Append("### Lessons: what careful code saves\n\n")
            .Append("Change from the wasteful to the careful version: what the program needs at its fullest, what the heap took with its ")
            .Append("garbage, wall time. ▼ saves, ▲ costs, ○ saves nothing, no sign: too few invocations to decide, ? greyed.\n\n");
        AppendRow(text, ["Lesson", .. columns.Select(config => Escape(config.Name))]);
        AppendRow(text, ["---", .. columns.Select(_ => "---")]);
        ILookup<(string, long?, string, string), LessonRow> cells =
            rows.ToLookup(row => (row.Lesson, row.HeapBytes, row.Config, row.Measure));
        foreach (LessonRow lesson in rows.DistinctBy(row => (row.Lesson, row.HeapBytes)))
        {
            IEnumerable<string> savings = columns.Select(config => string.Join(", ", LessonsSection.Measures.Select(measure =>
            {
                LessonRow? row = cells[(lesson.Lesson, lesson.HeapBytes, config.Name, measure.Measure)].FirstOrDefault();
                LessonSaving saving = LessonSaving.Of(measure.Label, row, measure.Unit, model.IsGreyed);
                return $"{saving.Label} {saving.Mark}{(saving.Mark.Length > 0 ? " " : string.Empty)}{Escape(saving.Text)}";
            })));
            AppendRow(text, [$"{Escape(lesson.Title)} ({Escape(LessonsSection.LabelOf(lesson))})", .. savings]);
        }

        text.Append('\n');
    }

    private static void AppendWarnings(StringBuilder text, ReportModel model)
    {
        IReadOnlyList<string> warnings = RunWarnings.Of(model.Results.Invocations);
        foreach (string warning in warnings.Take(MostFailures))
        {
            text.Append(CultureInfo.InvariantCulture, $"- **Warning**: {Escape(warning)}\n");
        }

        if (warnings.Count > MostFailures)
        {
            text.Append(CultureInfo.InvariantCulture, $"- and {Words.Number(warnings.Count - MostFailures, "more warning", "more warnings")}\n");
        }

        text.Append(warnings.Count > 0 ? "\n" : string.Empty);
        foreach (string sentence in Observation.Sentences(model))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Escape(sentence)}\n\n");
        }
    }

    private static void AppendFailures(StringBuilder text, ReportModel model)
    {
        List<InvocationRow> failed = [.. model.Results.Invocations.Where(row => row.Status != CellStatus.Ok)];
        if (failed.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"### What did not finish: {Words.Number(failed.Count, "invocation", "invocations")}\n\n");
        foreach (InvocationRow row in failed.Take(MostFailures))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Words.Status(row.Status)}: {Escape(row.Config)} on {Escape(row.Workload)}, ")
                .Append(CultureInfo.InvariantCulture, $"invocation {row.Invocation}: {Escape(row.Error ?? "no reason was recorded")}\n");
        }

        text.Append(failed.Count > MostFailures ? $"- and {Quantity.Count(failed.Count - MostFailures)} more\n" : string.Empty);
    }

    private static string Judged(ReportModel model, ReportCell cell)
    {
        string ratio = Ratio(cell.Ratio(Reading.Wall), cell.Status);
        SummaryRow? row = cell.Summaries.GetValueOrDefault(Reading.Wall);
        if (row?.Verdict is not { } verdict)
        {
            return ratio;
        }

        string needed = row.InvocationsNeeded is { } n ? $" (n ≈ {Quantity.Count(n)})" : string.Empty;
        return model.IsGreyed ? $"{ratio} ~~{Words.Verdict(verdict)}~~" : $"{ratio} {Words.Verdict(verdict)}{needed}";
    }

    private static string Ratio(Estimate? ratio, CellStatus? status) => ratio switch
    {
        null => status is CellStatus.Ok ? Quantity.NotAvailable : Words.Status(status),
        { HasInterval: true } known => $"{Quantity.Ratio(known.Value)} [{Quantity.RatioInterval(known.Low!.Value, known.High!.Value)}]",
        { } known => Quantity.Ratio(known.Value),
    };

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
