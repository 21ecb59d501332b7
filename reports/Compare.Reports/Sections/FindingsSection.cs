using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

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
        IReadOnlyList<Finding> overall = Findings.Overall(model);
        IReadOnlyList<Finding> byWorkload = Findings.ByWorkload(model);
        return overall.Count + byWorkload.Count == 0
            ? null
            : new SectionContent(new
            {
                Lead = Findings.Lead(model),
                Overall = overall.Take(MostFindings).ToList(),
                ByWorkload = byWorkload,
                Pair = AaSentence.Of(model.Results.AaPair),
                More = overall.Count > MostFindings
                    ? $"{Words.Number(overall.Count - MostFindings, "more comparison is", "more comparisons are")} in the matrix below."
                    : string.Empty,
            });
    }
}
