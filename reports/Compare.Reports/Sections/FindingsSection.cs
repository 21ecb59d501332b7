using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports.Sections;

/// <summary>What the numbers say in sentences, and no more than they say.</summary>
public sealed class FindingsSection : IReportSection
{
    private const int MostFindings = 14;

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
                Overall = overall.Select(group => new
                {
                    group.Title,
                    ListHtml = Rendered([.. group.Findings.Take(MostFindings)]),
                    Rest = Words.Number(group.Findings.Count - MostFindings, "more engine", "more engines"),
                    RestHtml = Rendered([.. group.Findings.Skip(MostFindings)]),
                }).ToList(),
                ByFamilyHtml = string.Concat(Findings.ByFamily(model).Select(group => Templates.Render("findings-card", Card(group)))),
                ByWorkloadHtml = CaseCards.Html(model, "findings-card", byWorkload.Select(group => (group.CaseIndex, Card(group)))),
                LongestPauseHtml = Findings.LongestPause(model)?.TextHtml ?? string.Empty,
                Pair = AaSentence.Of(model.Results.AaPair),
                HasVerdicts = byWorkload.Count > 0,
            });
    }

    private static object Card(FindingGroup group) => new
    {
        group.CaseIndex,
        group.Title,
        Tally = string.Join(", ", group.Findings.CountBy(finding => finding.Tag.ToLowerInvariant())
            .Select(pair => $"{pair.Value} {pair.Key}")),
        ListHtml = Rendered(group.Findings),
    };

    private static string Rendered(IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? string.Empty : Templates.Render("findings-list", new { Findings = findings });
}
