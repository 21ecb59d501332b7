using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports.Sections;

/// <summary>What the numbers say in sentences, and no more than they say.</summary>
public sealed class FindingsSection : IReportSection
{
    private const int MostFindings = 14;
    private const int MostGroups = 6;

    /// <inheritdoc/>
    public string Id => "findings";

    /// <inheritdoc/>
    public string Title => "What it says";

    /// <inheritdoc/>
    public string ShortTitle => "Findings";

    /// <inheritdoc/>
    public int Order => 20;

    /// <inheritdoc/>
    public string WhenEmpty => "Nothing finished, so nothing can be said about speed or memory. The failures below say why.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        IReadOnlyList<FindingGroup> overall = Findings.Overall(model);
        IReadOnlyList<FindingGroup> byWorkload = Findings.ByWorkload(model);
        return overall.Count == 0
            ? null
            : new SectionContent(new
            {
                Lead = Findings.Lead(model),
                Overall = overall.Take(MostGroups).Select(group => new
                {
                    group.Title,
                    ListHtml = FindingsList.Html([.. group.Findings.Take(MostFindings)]),
                    Rest = Words.Number(group.Findings.Count - MostFindings, "more engine", "more engines"),
                    RestHtml = Packed.Fold(FindingsList.Html([.. group.Findings.Skip(MostFindings)])),
                }).ToList(),
                More = Words.Number(overall.Count - MostGroups, "more heap size", "more heap sizes"),
                MoreHtml = Packed.Fold(string.Concat(overall.Skip(MostGroups).Select(FindingsList.Titled))),
                ByFamilyHtml = Packed.Fold(string.Concat(Findings.ByFamily(model).Select(FindingsList.Card))),
                ByWorkloadHtml = CaseCards.Html(
                    model, byWorkload.Select(group => (group.CaseIndex, group)), FindingsList.WriteCard),
                LongestPauseHtml = Findings.LongestPause(model)?.TextHtml ?? string.Empty,
                Pair = AaSentence.Of(model.Results.AaPair),
                HasVerdicts = byWorkload.Count > 0,
            });
    }
}
