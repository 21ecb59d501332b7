using System.Globalization;
using System.Text;
using Compare.Harness.Machine;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using static Compare.Reports.Formatting.GitHubMarkdown;

namespace Compare.Reports;

/// <summary>Writes the short report for a pull request: what it says, the ratios, what failed.</summary>
public static class MarkdownReport
{
    private const int MostColumns = 8;
    private const int MostFailures = 20;

    // GitHub refuses a comment of more than 65,536 characters; a row takes some 150, and names can be long.
    private const int MostVerdicts = 160;

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
        AppendVerdicts(text, model);
        AppendLessons(text, model);
        AppendWarnings(text, model);
        AppendFailures(text, model);
        AppendEnvironment(text, model);
        return text.ToString();
    }

    private static void AppendFindings(StringBuilder text, ReportModel model)
    {
        IReadOnlyList<FindingGroup> groups = Findings.Overall(model);
        if (groups.Count == 0)
        {
            text.Append("Nothing finished that could be compared.\n\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{Escape(Findings.Lead(model))}\n\n");
        foreach (FindingGroup group in groups)
        {
            AppendGroup(text, group);
        }

        string emphasis = model.IsGreyed ? "**" : string.Empty;
        text.Append(CultureInfo.InvariantCulture, $"{emphasis}{Escape(AaSentence.Of(model.Results.AaPair))}{emphasis}\n\n");
        if (model.Results.Canary.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Escape(CanarySentence.Of(model.Results))}\n\n");
        }
    }

    private static void AppendGroup(StringBuilder text, FindingGroup group)
    {
        text.Append(group.Title.Length > 0 ? $"**{Escape(group.Title)}**\n\n" : string.Empty);
        List<Finding> findings = [.. group.Findings.Take(MostColumns)];
        foreach (Finding finding in findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{finding.Tag}**: {Markdown(finding.Sentence)}\n");
        }

        int left = group.Findings.Count - MostColumns;
        text.Append(left > 0 ? $"- and {Words.Number(left, "more engine", "more engines")} in the HTML report\n\n" : "\n");
        if (findings.Exists(finding => finding.Further.Count > 0))
        {
            AppendDetails(text, "Memory, CPU time and pauses", inner =>
            {
                foreach (Finding finding in findings.Where(finding => finding.Further.Count > 0))
                {
                    inner.Append(CultureInfo.InvariantCulture, $"- {Markdown(finding.Subject)}\n")
                        .AppendJoin(string.Empty, finding.Further.Select(sentence => $"  - {Markdown(sentence)}\n"));
                }
            });
        }
    }

    // The links of a sentence lead to rows of the HTML report, which is not where this text is read.
    private static string Markdown(FindingSentence sentence) => string.Concat(sentence.Parts.Select(Markdown));

    private static string Markdown(FindingPart part) => part.IsName ? Code(part.Text) : Escape(part.Text);

    private static void AppendVerdicts(StringBuilder text, ReportModel model)
    {
        List<(SpokenMetric Metric, Judgement Judged)> rows =
        [
            .. from cell in model.Cells
               from metric in SpokenMetric.All
               let judged = Judgement.Of(cell, metric)
               where judged is not null
               select (metric, judged),
        ];
        if (rows.Count == 0)
        {
            return;
        }

        AppendDetails(text, $"Verdicts on every measure: {Words.Number(rows.Count, "comparison", "comparisons")}", inner =>
        {
            AppendRow(inner, ["Workload", "Engine", "Measure", "Ratio", "Verdict", "Invocations", "Needed"]);
            AppendRow(inner, ["---", "---", "---", "---:", "---", "---:", "---:"]);
            foreach ((SpokenMetric metric, Judgement judged) in rows.Take(MostVerdicts))
            {
                string verdict = Words.Verdict(judged.Row.Verdict);
                AppendRow(
                    inner,
                    [
                        Code(judged.Cell.Case.Label, inTable: true),
                        Code(judged.Cell.Config.Name, inTable: true),
                        metric.Noun,
                        judged.Ratio is { } ratio ? Judgement.RatioOf(ratio) : Quantity.NotAvailable,
                        model.IsGreyed ? $"~~{verdict}~~" : verdict,
                        Quantity.Count(judged.Row.N),
                        judged.Row.InvocationsNeeded is { } needed ? Quantity.Count(needed) : string.Empty,
                    ]);
            }

            inner.Append(rows.Count > MostVerdicts
                ? $"\n{Quantity.Count(rows.Count - MostVerdicts)} more are in summary.csv.\n"
                : string.Empty);
        });
    }

    private static void AppendEnvironment(StringBuilder text, ReportModel model) =>
        AppendDetails(text, "Environment", inner =>
        {
            AppendRow(inner, ["Fact", "Value"]);
            AppendRow(inner, ["---", "---"]);
            foreach ((string name, string? value) in EnvironmentFacts.Of(model.Results))
            {
                AppendRow(
                    inner, [name, string.IsNullOrEmpty(value) ? Quantity.NotAvailable : Escape(value)]);
            }

            AppendRow(inner, ["The same run again", Code(model.Results.RepeatCommand, inTable: true)]);
        });

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
        string[] warnings =
            [.. MachineTable.Warnings(model.Results.Machine), .. RunWarnings.Of(model.Results.Invocations)];
        foreach (string warning in warnings.Take(MostFailures))
        {
            text.Append(CultureInfo.InvariantCulture, $"- **Warning**: {Escape(warning)}\n");
        }

        if (warnings.Length > MostFailures)
        {
            text.Append(CultureInfo.InvariantCulture, $"- and {Words.Number(warnings.Length - MostFailures, "more warning", "more warnings")}\n");
        }

        text.Append(warnings.Length > 0 ? "\n" : string.Empty);
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
}
