using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>
/// Derives sentences from the verdicts of the summary. Nothing is decided here: what is called better, worse or equivalent was
/// decided by <see cref="VerdictRule"/>, cell by cell. Every report takes its sentences from here.
/// </summary>
public static class Findings
{
    private const string NoVerdict = "No verdict";

    private static readonly string[] s_tags = ["Faster", "Mixed", "Equivalent", "Slower", "Undecided", "Greyed", NoVerdict];

    /// <summary>Sums up the comparisons with the baseline, or says why there are none; empty when nothing finished.</summary>
    public static string Lead(ReportModel model)
    {
        if (model.IsGreyed)
        {
            return "The A/A pair differs from itself: no verdict of this run deserves trust.";
        }

        IReadOnlyList<FindingGroup> groups = Overall(model);
        return groups switch
        {
            [] => string.Empty,
            [{ Findings: var findings }] when model.Baseline is { } baseline && Compared(model).Any() =>
                $"In wall time against {baseline.Name} – {string.Join("; ", Listed(model, findings))}.",
            _ when !Compared(model).Any() => "Nothing is compared, so these are observations and no claims.",
            _ => "Each heap limit is judged by itself.",
        };
    }

    /// <summary>What is said of every config over all workloads, by heap limit; facts alone where nothing is compared.</summary>
    public static IReadOnlyList<FindingGroup> Overall(ReportModel model)
    {
        List<FindingGroup> groups = [];
        CaseNames names = new(model.Cases);
        if (model.Baseline is { } baseline)
        {
            FindingSentences sentences = new(model, baseline, names);
            IGrouping<(decimal? Point, long? Bytes), ReportCase>[] heaps =
                [.. model.Cases.GroupBy(@case => HeapOf(model, @case)).OrderBy(heap => heap.Key.Point)];
            foreach (IGrouping<(decimal? Point, long? Bytes), ReportCase> heap in heaps)
            {
                List<Finding> findings =
                [
                    .. Compared(model).OrderBy(config => WallRatio(model, config, heap)?.Value ?? double.MaxValue)
                        .Select(config => Of(model, sentences, config, [.. heap])).OfType<Finding>(),
                ];
                if (findings.Count > 0)
                {
                    groups.Add(new FindingGroup(
                        heaps.Length > 1 ? HeapLabel(heap.Key) : string.Empty,
                        [.. findings.OrderBy(finding => PlaceOf(finding.Tag))]));
                }
            }
        }

        if (groups.Count == 0 && Facts(model, names) is { Count: > 0 } facts)
        {
            groups.Add(new FindingGroup(string.Empty, facts));
        }

        return groups;
    }

    /// <summary>
    /// What is said of every config over the workloads of each family, by heap limit; empty where that would say nothing but what is
    /// said over all workloads or of each.
    /// </summary>
    public static IReadOnlyList<FindingGroup> ByFamily(ReportModel model)
    {
        if (model.Baseline is not { } baseline)
        {
            return [];
        }

        Dictionary<string, string> families = model.Results.Environment.Workloads
            .Where(facts => facts.Family is { Length: > 0 })
            .DistinctBy(facts => facts.Workload, StringComparer.Ordinal)
            .ToDictionary(facts => facts.Workload, facts => facts.Family!, StringComparer.Ordinal);
        CaseNames names = new(model.Cases);
        FindingSentences sentences = new(model, baseline, names);
        var heaps = model.Cases.Where(@case => families.ContainsKey(@case.Workload))
            .GroupBy(@case => HeapOf(model, @case))
            .Select(heap => (heap.Key, Families: heap.GroupBy(@case => families[@case.Workload], StringComparer.Ordinal)
                .OrderBy(family => family.Key, StringComparer.Ordinal).ToArray()))
            .OrderBy(heap => heap.Key.Point).ToArray();
        if (!Array.Exists(heaps, heap => heap.Families.Length > 1 && Array.Exists(heap.Families, family => family.Count() > 1)))
        {
            return [];
        }

        return
        [
            .. from heap in heaps
               from family in heap.Families
               let cases = family.ToArray()
               let findings = Compared(model).Select(config => Of(model, sentences, config, cases)).OfType<Finding>()
                   .Where(finding => finding.Tag != NoVerdict).ToList()
               where findings.Count > 0
               select cases.Length == 1
                   ? new FindingGroup($"{family.Key}: {cases[0].Label}", findings, cases[0].Index)
                   : new FindingGroup(
                       $"{family.Key}: {string.Join(", ", cases.Select(@case => names[@case]))}"
                           + (heaps.Length > 1 ? $" ({HeapLabel(heap.Key)})" : string.Empty),
                       findings),
        ];
    }

    /// <summary>What is said of every config on each workload.</summary>
    public static IReadOnlyList<FindingGroup> ByWorkload(ReportModel model)
    {
        if (model.Baseline is not { } baseline)
        {
            return [];
        }

        FindingSentences sentences = new(model, baseline, new CaseNames(model.Cases));
        return
        [
            .. from @case in model.Cases
               let findings = Compared(model).Select(config => Of(model, sentences, config, [@case])).OfType<Finding>()
                   .Where(finding => finding.Tag != NoVerdict).ToList()
               where findings.Count > 0
               select new FindingGroup(@case.Label, findings, @case.Index),
        ];
    }

    /// <summary>The longest pause of the run: one event, and no estimate. Null when no engine ever stood still.</summary>
    public static FindingSentence? LongestPause(ReportModel model)
    {
        (ReportCell Cell, long Pause)? longest = null;
        foreach (ReportCell cell in model.Cells)
        {
            long? pause = cell.Finished.Max(row => row.PauseMaxNs);
            if (pause > (longest?.Pause ?? 0))
            {
                longest = (cell, pause.Value);
            }
        }

        return longest is not { } found
            ? null
            : new FindingSentence("fact", new Phrase()
                .Say("The longest pause of the run: ")
                .Name(found.Cell.Config.Name)
                .Say($" stood still for {Quantity.Time(found.Pause)} once on ")
                .Name(found.Cell.Case.Label)
                .Say(". A maximum is one event, not an estimate.").Parts);
    }

    private static IEnumerable<ReportConfig> Compared(ReportModel model) =>
        model.Baseline is null ? [] : model.Configs.Where(config => config != model.Baseline);

    private static Finding? Of(
        ReportModel model, FindingSentences sentences, ReportConfig config, IReadOnlyList<ReportCase> cases)
    {
        int known = 0;
        List<(FindingSentence Sentence, string Tag)> said = [];
        foreach (SpokenMetric metric in SpokenMetric.All)
        {
            if (Judgement.IsRepeated(metric, cases.Select(@case => model.Cell(config, @case))))
            {
                continue;
            }

            if (sentences.Of(config, metric, cases, known, out string tag) is { } sentence)
            {
                said.Add((sentence, tag));
                known = metric.IsOfConfig
                    ? cases.Count(@case => Judgement.Of(model.Cell(config, @case), metric) is not null)
                    : known;
            }
        }

        if (said.Count == 0)
        {
            return Unjudged(model, config, cases);
        }

        // Without a verdict on wall time the first of the others speaks, and has to say whom it is about.
        (FindingSentence first, string firstTag) = said[0];
        bool named = first.Parts is [{ IsName: true }, ..] && first.Parts[0].Text == config.Name;
        return new Finding(
            firstTag,
            named ? first : first with { Parts = [.. new Phrase().Name(config.Name).Say(": ").Parts, .. first.Parts] },
            said.ConvertAll(item => item.Sentence.Capitalised)[1..],
            config.Index);
    }

    // Runs of earlier versions have ratios and no verdicts.
    private static Finding? Unjudged(ReportModel model, ReportConfig config, IReadOnlyList<ReportCase> cases)
    {
        int count = cases.Count(@case => model.Cell(config, @case).Ratio(Reading.Wall).HasValue);
        return WallRatio(model, config, cases) is not { } mean
            ? null
            : new Finding(
                NoVerdict,
                new FindingSentence("open", new Phrase()
                    .Name(config.Name)
                    .Say(" has no verdict; its ratio of wall time to ")
                    .Name(model.Baseline!.Name)
                    .Say($" is {Judgement.RatioOf(mean)}")
                    .Say(count > 1 ? $" (geometric mean of {count} workloads)." : ".").Parts),
                [],
                config.Index);
    }

    private static Estimate? WallRatio(ReportModel model, ReportConfig config, IEnumerable<ReportCase> cases) =>
        Estimate.GeometricMean([.. cases.Select(@case => model.Cell(config, @case).Ratio(Reading.Wall)).OfType<Estimate>()]);

    private static int PlaceOf(string tag) => Array.IndexOf(s_tags, tag) is var place and >= 0 ? place : s_tags.Length;

    private static List<Finding> Facts(ReportModel model, CaseNames names)
    {
        List<Finding> facts = [];
        foreach (ReportConfig config in model.Configs)
        {
            ReportCell[] cells =
                [.. model.Cases.Select(@case => model.Cell(config, @case)).Where(cell => cell.Status is not null)];
            (ReportCell Cell, double Value)[] times =
            [
                .. cells.Select(cell => (cell, Reading.Typical(cell, Reading.Wall, row => row.WallNs)))
                    .Where(pair => pair.Item2.HasValue).Select(pair => (pair.cell, pair.Item2!.Value)).OrderBy(pair => pair.Item2),
            ];
            if (times.Length == 0)
            {
                continue;
            }

            Phrase phrase = new Phrase().Name(config.Name)
                .Say($" finished {times.Length} of {Words.Number(cells.Length, "workload", "workloads")}; ")
                .Say($"its wall time was {Quantity.Time(times[0].Value)} on ")
                .Name(names[times[0].Cell.Case]);
            _ = times.Length > 1
                ? phrase.Say($" and {Quantity.Time(times[^1].Value)} on ").Name(names[times[^1].Cell.Case])
                    .Say(times.Length > 2 ? ", the others between" : string.Empty)
                : phrase;
            facts.Add(new Finding("Measured", new FindingSentence("fact", phrase.Say(".").Parts), [], config.Index));
        }

        return facts;
    }

    private static IEnumerable<string> Listed(ReportModel model, IReadOnlyList<Finding> findings) => findings
        .GroupBy(finding => finding.Tag, StringComparer.Ordinal)
        .Select(group => $"{Phrased(group.Key)}: {Names([.. group.Select(finding => model.Configs[finding.ConfigIndex].Name)])}");

    private static string Phrased(string tag) => tag switch
    {
        "Faster" => "faster on every workload",
        "Slower" => "slower on every workload",
        "Equivalent" => "equivalent on every workload",
        "Undecided" => "undecided on every workload",
        "Mixed" => "depends on the workload",
        _ => "no verdict",
    };

    private static string Names(List<string> names) => names.Count switch
    {
        <= 3 => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more",
    };

    // As the console's means: in a sweep the multiple of what each workload needs, otherwise the limit itself.
    private static (decimal? Point, long? Bytes) HeapOf(ReportModel model, ReportCase @case)
    {
        decimal? point = model.CellsOf(@case).SelectMany(cell => cell.Summaries.Values)
            .FirstOrDefault(row => row.HeapPoint is not null)?.HeapPoint;
        return (point, point is null ? @case.HeapBytes : null);
    }

    private static string HeapLabel((decimal? Point, long? Bytes) heap) => heap switch
    {
        { Point: { } point } => $"Heap limit {Quantity.Ratio((double)point)} the reference of each workload",
        { Bytes: { } bytes } => $"Heap limit {Quantity.Bytes(bytes)}",
        _ => "No heap limit",
    };
}
