using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class FindingsTests
{
    private static readonly ResultSet s_results = SampleResults.Create(
        new SampleShape { Configs = ["cpython:3.13", "clr"], Workloads = ["gcbench", "rings"], WithFailures = false });

    [Theory]
    [InlineData(Verdict.Better, Verdict.Better, "better", "Better", "is better on 2;")]
    [InlineData(Verdict.Worse, Verdict.Worse, "worse", "Worse", "is worse on 2;")]
    [InlineData(Verdict.Equivalent, Verdict.Equivalent, "fact", "Equivalent", "is equivalent on 2;")]
    [InlineData(Verdict.Inconclusive, Verdict.Inconclusive, "open", "Inconclusive", "is inconclusive on 2;")]
    [InlineData(Verdict.Better, Verdict.Worse, "fact", "Mixed", "is better on 1, worse on 1;")]
    [InlineData(Verdict.Better, Verdict.Inconclusive, "fact", "Mixed", "is better on 1, inconclusive on 1;")]
    public void A_config_is_called_what_its_verdicts_share(Verdict first, Verdict second, string kind, string tag, string text)
    {
        Finding finding = Findings.Overall(new ReportModel(Judged(first, second)))[0];

        Assert.Equal((kind, tag, "clr"), (finding.Kind, finding.Tag, finding.Subject));
        Assert.StartsWith(text, finding.Text, StringComparison.Ordinal);
        Assert.Contains("the wall time of cpython:3.13 (geometric mean of 2 workloads", finding.Text, StringComparison.Ordinal);
    }

    // An interval alone decides nothing: there is one rule, and the harness has applied it.
    [Fact]
    public void Intervals_without_a_verdict_claim_nothing()
    {
        ResultSet results = Judged(null, null);

        Assert.Equal("No verdict", Findings.Overall(new ReportModel(results with
        {
            Summary = [.. results.Summary.Select(row => row with { Ratio = 0.5, RatioLow = 0.4, RatioHigh = 0.6 })],
        }))[0].Tag);
        Assert.Empty(Findings.ByWorkload(new ReportModel(results)));
    }

    [Fact]
    public void Each_workload_lists_its_configs_by_verdict()
    {
        IReadOnlyList<Finding> findings = Findings.ByWorkload(new ReportModel(Judged(Verdict.Better, Verdict.Inconclusive)));

        Assert.Equal(["1 of 1", "0 of 1"], findings.Select(finding => finding.Tag));
        Assert.Contains("better: clr (", findings[0].Text, StringComparison.Ordinal);
        Assert.Contains("inconclusive: clr (", findings[1].Text, StringComparison.Ordinal);
        Assert.Contains("needs about 17 invocations", findings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_that_differs_greys_everything()
    {
        ResultSet results = Judged(Verdict.Better, Verdict.Better);
        SummaryRow own = results.Summary[0] with
        {
            Ratio = 1.2,
            RatioLow = 1.1,
            RatioHigh = 1.3,
            Verdict = Verdict.Worse,
            PValue = 0.01,
        };
        ReportModel model = new(results with { AaPair = [own] });

        Assert.Equal("Greyed", Findings.Overall(model)[0].Tag);
        Assert.All(Findings.ByWorkload(model), finding => Assert.Equal("Greyed", finding.Tag));
        Assert.StartsWith("The A/A pair differs", Findings.Lead(model), StringComparison.Ordinal);
        string markdown = MarkdownReport.Render(model.Results);
        Assert.Contains("differs from itself (wall\\_ns 1.200×, 95 % interval 1.100–1.300)", markdown, StringComparison.Ordinal);
        Assert.Contains("~~better~~", markdown, StringComparison.Ordinal);
    }

    private static ResultSet Judged(Verdict? first, Verdict? second) => s_results with
    {
        Summary =
        [
            .. s_results.Summary.Select(row => row.Config == "clr"
                ? row with { Verdict = row.Workload == "gcbench" ? first : second, InvocationsNeeded = 17 }
                : row),
        ],
    };
}
