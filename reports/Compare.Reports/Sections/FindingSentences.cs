using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>
/// Writes the sentences of one config on some cases of a run. A word of direction stands only where verdicts point that way.
/// </summary>
/// <param name="model">The run.</param>
/// <param name="baseline">Config that the verdicts are against.</param>
/// <param name="names">Names of the cases.</param>
internal sealed class FindingSentences(ReportModel model, ReportConfig baseline, CaseNames names)
{
    // More than these would be a table, and there is one: of the others the smallest and the largest are named.
    private const int MostNamed = 2;

    private string Is => model.IsGreyed ? "would be" : "is";

    private string Takes => model.IsGreyed ? "would take" : "takes";

    /// <summary>What a metric says of a config on some cases; null where no verdict was given.</summary>
    /// <param name="config">The config.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="known">Cases that the sentence before spoke of: their number is not said again.</param>
    /// <param name="tag">The sentence in a word.</param>
    public FindingSentence? Of(
        ReportConfig config, SpokenMetric metric, IReadOnlyList<ReportCase> cases, int known, out string tag)
    {
        List<Judgement> judged =
            [.. cases.Select(@case => Judgement.Of(model.Cell(config, @case), metric)).OfType<Judgement>()];
        tag = TagOf(metric, judged);
        if (judged.Count == 0)
        {
            return null;
        }

        Phrase phrase = new();
        _ = metric.IsOfConfig ? phrase.Name(config.Name).Say(" ") : phrase;
        FindingOutcome[] outcomes = [.. judged.Select(one => one.Outcome).Distinct()];
        if (judged.Count == 1)
        {
            SayOne(phrase, metric, judged[0], isAlone: cases.Count == 1);
        }
        else if (outcomes.Length == 1)
        {
            SayShared(phrase, metric, outcomes[0], judged, known);
        }
        else
        {
            SayMixed(phrase, metric, judged);
        }

        if (metric.IsOfConfig && cases.Count > 1)
        {
            SayMissing(phrase, config, cases);
        }

        string kind = model.IsGreyed ? "open"
            : judged.Select(one => one.Kind).Distinct(StringComparer.Ordinal).ToArray() is [var one] ? one
            : "fact";
        return new FindingSentence(kind, phrase.Say(".").Parts);
    }

    private string TagOf(SpokenMetric metric, List<Judgement> judged) =>
        judged.Count == 0 ? "No verdict"
        : model.IsGreyed ? "Greyed"
        : judged.Select(one => one.Outcome).Distinct().ToArray() is not [var outcome] ? "Mixed"
        : outcome switch
        {
            FindingOutcome.Less => Capital(metric.Less),
            FindingOutcome.More => Capital(metric.More),
            FindingOutcome.Same => "Equivalent",
            _ => "Undecided",
        };

    private void SayOne(Phrase phrase, SpokenMetric metric, Judgement one, bool isAlone)
    {
        string row = metric.RowId(one.Cell);
        switch (one.Outcome)
        {
            case FindingOutcome.Less or FindingOutcome.More:
                string word = one.Outcome == FindingOutcome.Less ? metric.Less : metric.More;
                phrase.Say(metric.IsOfConfig ? $"{Is} " : $"its {metric.Noun} {Is} ")
                    .Say(one.Factor.Length > 0 ? $"{one.Factor} {word}" : $"{word} {one.Difference}".TrimEnd(), row);
                _ = metric.IsOfConfig ? phrase.Say(" than ").Name(baseline.Name) : phrase;
                break;
            case FindingOutcome.Same:
                SaySame(phrase, metric, $"within {one.Margin}", row);
                break;
            case FindingOutcome.Undecided:
                SayOpen(phrase, metric).Say(" is shown");
                SayPlace(phrase, metric, one, isAlone);
                phrase.Say(" (").Say(one.Ratio is { } ratio ? $"ratio {Judgement.RatioOf(ratio)}" : "no ratio", row)
                    .Say($"; {Judgement.Needed([one])})");
                return;
            default:
                phrase.Say($"nothing can be said of its {metric.Noun}: ").Say("its verdict contradicts its ratio", row);
                break;
        }

        SayPlace(phrase, metric, one, isAlone);
    }

    private void SayPlace(Phrase phrase, SpokenMetric metric, Judgement one, bool isAlone) =>
        _ = isAlone ? phrase : phrase.Say(" on ").Name(names[one.Cell.Case], metric.RowId(one.Cell));

    private void SayShared(Phrase phrase, SpokenMetric metric, FindingOutcome outcome, List<Judgement> judged, int known)
    {
        string table = "table-" + metric.TableId;
        string scope = judged.Count == known ? "of them" : $"of {Words.Number(judged.Count, "workload", "workloads")}";
        switch (outcome)
        {
            case FindingOutcome.Less or FindingOutcome.More:
                string word = outcome == FindingOutcome.Less ? metric.Less : metric.More;
                phrase.Say(metric.IsOfConfig ? $"{Is} " : $"its {metric.Noun} {Is} ")
                    .Say($"{Mean(judged)}{word}", table);
                _ = metric.IsOfConfig ? phrase.Say(" than ").Name(baseline.Name) : phrase;
                phrase.Say(judged.Count == known
                    ? $" ({word} on each)"
                    : $" over {Words.Number(judged.Count, "workload", "workloads")} (geometric mean), and {word} on each");
                break;
            case FindingOutcome.Same:
                SaySame(phrase, metric, $"within {judged[0].Margin} on each {scope}", table);
                break;
            case FindingOutcome.Undecided:
                SayOpen(phrase, metric).Say(" is shown on ").Say($"any {scope}", table).Say($" ({Judgement.Needed(judged)})");
                break;
            default:
                phrase.Say($"nothing can be said of its {metric.Noun}: ").Say("its verdicts contradict its ratios", table);
                break;
        }
    }

    private void SayMixed(Phrase phrase, SpokenMetric metric, List<Judgement> judged)
    {
        IGrouping<FindingOutcome, Judgement>[] groups =
        [
            .. judged.GroupBy(one => one.Outcome)
                .OrderBy(group => group.Key >= FindingOutcome.Same)
                .ThenByDescending(group => group.Key >= FindingOutcome.Same ? 0 : group.Count())
                .ThenBy(group => group.Key),
        ];
        phrase.Say(metric.IsOfConfig ? $"{Is} " : $"its {metric.Noun} {Is} ");
        phrase.List(
            groups,
            (text, group) =>
            {
                string number = group == groups[0]
                    ? $"{Quantity.Count(group.Count())} of {Words.Number(judged.Count, "workload", "workloads")}"
                    : Quantity.Count(group.Count());
                SayOutcome(text, metric, group.First(), isFirst: group == groups[0]);
                text.Say($" on {number} (");
                SayExtent(text, metric, [.. group]);
                text.Say(")");
            });
        if (metric.IsOfConfig && judged.TrueForAll(one => one.Ratio.HasValue)
            && Estimate.GeometricMean([.. judged.Select(one => one.Ratio!.Value)]) is { } mean)
        {
            phrase.Say($"; the geometric mean of the ratios is {Judgement.RatioOf(mean)}");
        }
    }

    // The baseline is named once, with the first outcome.
    private void SayOutcome(Phrase phrase, SpokenMetric metric, Judgement one, bool isFirst)
    {
        bool isNamed = isFirst && metric.IsOfConfig;
        switch (one.Outcome)
        {
            case FindingOutcome.Less or FindingOutcome.More:
                phrase.Say(one.Outcome == FindingOutcome.Less ? metric.Less : metric.More);
                _ = isNamed ? phrase.Say(" than ").Name(baseline.Name) : phrase;
                break;
            case FindingOutcome.Same:
                phrase.Say(metric.IsOfConfig ? "as fast" : "the same");
                _ = isNamed ? phrase.Say(" as ").Name(baseline.Name) : phrase;
                phrase.Say($" within {one.Margin}");
                break;
            default:
                phrase.Say(one.Outcome == FindingOutcome.Undecided ? "undecided" : "contradicted by its own ratio");
                break;
        }
    }

    private void SayExtent(Phrase phrase, SpokenMetric metric, List<Judgement> group)
    {
        bool directional = group[0].Outcome <= FindingOutcome.More;
        List<Judgement> ordered = directional
            ? [.. group.OrderBy(one => one.Ratio is { } ratio ? Math.Abs(Math.Log(ratio.Value)) : double.MaxValue)]
            : group;
        void Named(Phrase text, Judgement one)
        {
            _ = directional && one.Factor.Length > 0 ? text.Say(one.Factor + " on ") : text;
            text.Name(names[one.Cell.Case], metric.RowId(one.Cell));
        }

        if (group.Count <= MostNamed)
        {
            phrase.List(ordered, Named);
        }
        else if (directional && ordered[^1].Ratio.HasValue)
        {
            phrase.Say("from ");
            Named(phrase, ordered[0]);
            phrase.Say(" to ");
            Named(phrase, ordered[^1]);
        }
        else
        {
            phrase.List(ordered.GetRange(0, MostNamed), Named, ", ")
                .Say(" and ")
                .Say($"{Quantity.Count(group.Count - MostNamed)} more", "table-" + metric.TableId);
        }

        if (group[0].Outcome == FindingOutcome.Undecided)
        {
            phrase.Say($"; {Judgement.Needed(group)}");
        }
    }

    private void SaySame(Phrase phrase, SpokenMetric metric, string within, string fragment) => _ = metric.IsOfConfig
        ? phrase.Say($"{Takes} ").Say("the same wall time", fragment).Say(" as ").Name(baseline.Name).Say(" " + within)
        : phrase.Say($"its {metric.Noun} {Is} ").Say("the same " + within, fragment);

    // No subject stands before these words but the config, and "no difference" is none of its properties.
    private Phrase SayOpen(Phrase phrase, SpokenMetric metric) => metric.IsOfConfig
        ? phrase.Say("against ").Name(baseline.Name).Say(": no difference in wall time")
        : phrase.Say($"no difference in its {metric.Noun}");

    private void SayMissing(Phrase phrase, ReportConfig config, IReadOnlyList<ReportCase> cases)
    {
        List<ReportCell> missing =
        [
            .. cases.Select(@case => model.Cell(config, @case))
                .Where(cell => cell.Status is not (null or CellStatus.Ok or CellStatus.NotApplicable)
                    && Judgement.Of(cell, SpokenMetric.Wall) is null),
        ];
        if (missing.Count == 0)
        {
            return;
        }

        phrase.Say("; it did ").Say("not finish", "failures").Say(" ");
        phrase.List(
            [.. missing.Take(MostNamed)],
            (text, cell) => text.Name(names[cell.Case]).Say($" ({Words.Status(cell.Status)})"),
            missing.Count > MostNamed ? ", " : " and ");
        _ = missing.Count > MostNamed ? phrase.Say($" and {Quantity.Count(missing.Count - MostNamed)} more") : phrase;
    }

    private static string Mean(List<Judgement> judged) => judged.TrueForAll(one => one.Ratio.HasValue)
        ? Judgement.FactorOf(Estimate.GeometricMean([.. judged.Select(one => one.Ratio!.Value)])!.Value) + " "
        : string.Empty;

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
