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
    [InlineData(0.5, 0.5, "better", "Faster", "clr is 2.00× [1.71–2.34] faster than cpython:3.13 over 2 workloads (geometric mean), and faster on each.")]
    [InlineData(2.0, 2.0, "worse", "Slower", "clr is 2.00× [1.71–2.34] slower than cpython:3.13 over 2 workloads (geometric mean), and slower on each.")]
    [InlineData(0.5, 2.0, "fact", "Mixed", "clr is faster than cpython:3.13 on 1 of 2 workloads (2.00× [1.60–2.50] on gcbench) and slower on 1 (2.00× [1.60–2.50] on rings); the geometric mean of the ratios is 1.00× [0.85–1.17].")]
    public void Directions_that_verdicts_share_are_said_of_all_workloads(
        double first, double second, string kind, string tag, string text)
    {
        // Ends a factor of 1.25 away: for the mean of two that is exp(ln 1.25 / √2) = 1.171.
        Finding finding = Overall(Judged(Directed(first, 1.25), Directed(second, 1.25)))[0];

        Assert.Equal((kind, tag), (finding.Sentence.Kind, finding.Tag));
        Assert.Equal(text, finding.Sentence.Text);
    }

    [Fact]
    public void Equivalence_is_said_with_its_margin()
    {
        SummaryRow same = Row with { Verdict = Verdict.Equivalent, Ratio = 1.001, RatioLow = 0.99, RatioHigh = 1.01, Tolerance = 0.05 };
        Finding finding = Overall(Judged(same, same))[0];

        Assert.Equal(("fact", "Equivalent"), (finding.Sentence.Kind, finding.Tag));
        Assert.Equal("clr takes the same wall time as cpython:3.13 within ±5% on each of 2 workloads.", finding.Sentence.Text);
    }

    [Theory]
    [InlineData(17, 40, "(about 17 to 40 invocations would decide).")]
    [InlineData(17, 17, "(about 17 invocations would decide).")]
    [InlineData(17, null, "(about 17 invocations would decide 1 of them).")]
    [InlineData(null, null, "(not even 10\u202F000 invocations are known to decide them).")]
    public void What_is_not_decided_is_said_with_the_invocations_that_would(int? first, int? second, string ending)
    {
        SummaryRow open = Row with { Verdict = Verdict.Inconclusive, Ratio = 0.5, RatioLow = 0.2, RatioHigh = 1.5 };
        Finding finding = Overall(Judged(open with { InvocationsNeeded = first }, open with { InvocationsNeeded = second }))[0];

        Assert.Equal(("open", "Undecided"), (finding.Sentence.Kind, finding.Tag));
        Assert.Equal(
            $"clr against cpython:3.13: no difference in wall time is shown on any of 2 workloads {ending}", finding.Sentence.Text);
    }

    [Fact]
    public void One_workload_needs_no_mean()
    {
        FindingGroup group = Findings.ByWorkload(new ReportModel(Judged(Directed(0.25, 1.25), Row)))[0];

        Assert.Equal("gcbench", group.Title);
        Assert.Equal("clr is 4.00× [3.20–5.00] faster than cpython:3.13.", group.Findings[0].Sentence.Text);
        Assert.Equal("verdict-1-0-wall-ns", group.Findings[0].Sentence.Parts.Single(part => part.Fragment.Length > 0).Fragment);
    }

    // There is no ratio to 0, as where the baseline never paused: the difference speaks.
    [Fact]
    public void Without_a_ratio_the_difference_is_named()
    {
        SummaryRow shifted = Row with
        {
            Metric = "pause_max_ns",
            Verdict = Verdict.Worse,
            Ratio = null,
            RatioLow = null,
            RatioHigh = null,
            Shift = 3e6,
            ShiftLow = 2e6,
            ShiftHigh = 4e6,
        };
        Finding finding = Overall(s_results with { Summary = [shifted with { Workload = "gcbench" }, Row with { Verdict = null }] })[0];

        Assert.Equal(
            "clr: its longest pause is longer by 3.00\u00A0ms [2.00–4.00\u00A0ms] on gcbench.", finding.Sentence.Text);
    }

    [Theory]
    [InlineData(Verdict.Better, 2.0)]
    [InlineData(Verdict.Worse, 0.5)]
    public void A_verdict_against_its_own_ratio_is_no_claim(Verdict verdict, double ratio)
    {
        SummaryRow odd = Directed(ratio, 1.25) with { Verdict = verdict };
        Finding finding = Overall(Judged(odd, odd))[0];

        Assert.Equal("open", finding.Sentence.Kind);
        Assert.Contains("its verdicts contradict its ratios", finding.Sentence.Text, StringComparison.Ordinal);
    }

    // An interval alone decides nothing: there is one rule, and the harness has applied it.
    [Fact]
    public void Intervals_without_a_verdict_claim_nothing()
    {
        SummaryRow unjudged = Directed(0.5, 1.25) with { Verdict = null };
        ResultSet results = Judged(unjudged, unjudged);
        Finding finding = Overall(results)[0];

        Assert.Equal("No verdict", finding.Tag);
        Assert.StartsWith("clr has no verdict; its ratio of wall time to cpython:3.13 is 0.50×", finding.Sentence.Text, StringComparison.Ordinal);
        Assert.Empty(Findings.ByWorkload(new ReportModel(results)));
    }

    [Theory]
    [InlineData("cpython:3.13")]
    [InlineData("jython")]
    public void Without_comparisons_there_are_facts_and_no_claims(string baseline)
    {
        ResultSet alone = SampleResults.Create(new SampleShape { Configs = ["cpython:3.13"], WithFailures = false }) with { Baseline = baseline };
        ReportModel model = new(alone);

        Assert.All(Findings.Overall(model).SelectMany(group => group.Findings), finding => Assert.Equal("Measured", finding.Tag));
        Assert.Contains("cpython:3.13 finished 6 of 6 workloads; its wall time was", Overall(alone)[0].Sentence.Text, StringComparison.Ordinal);
        Assert.Equal("Nothing is compared, so these are observations and no claims.", Findings.Lead(model));
        Assert.Empty(Findings.ByWorkload(model));
    }

    [Fact]
    public void Each_heap_limit_is_judged_by_itself()
    {
        ReportModel model = new(SampleResults.Create(new SampleShape { Heaps = [64L << 20, 128L << 20], WithFailures = false }));

        Assert.Equal(
            ["Heap limit 64.0\u00A0MiB", "Heap limit 128\u00A0MiB"], Findings.Overall(model).Select(group => group.Title));
        Assert.Equal("Each heap limit is judged by itself.", Findings.Lead(model));
    }

    [Fact]
    public void What_did_not_finish_is_not_passed_over()
    {
        Finding finding = Overall(SampleResults.Default).Single(item => item.Subject.Text == "nogc");

        Assert.Contains("it did not finish", finding.Sentence.Text, StringComparison.Ordinal);
        Assert.Contains("(out of memory)", finding.Sentence.Text, StringComparison.Ordinal);
        Assert.Contains(finding.Sentence.Parts, part => part.Fragment == "failures");
    }

    [Fact]
    public void A_pair_that_differs_greys_everything()
    {
        ResultSet results = Judged(Directed(0.5, 1.25), Directed(0.5, 1.25));
        SummaryRow own = results.Summary[0] with
        {
            Ratio = 1.2,
            RatioLow = 1.1,
            RatioHigh = 1.3,
            Verdict = Verdict.Worse,
            PValue = 0.01,
        };
        ReportModel model = new(results with { AaPair = [own] });
        Finding finding = Findings.Overall(model)[0].Findings[0];

        Assert.Equal(("open", "Greyed"), (finding.Sentence.Kind, finding.Tag));
        Assert.Contains("would be 2.00×", finding.Sentence.Text, StringComparison.Ordinal);
        Assert.All(Findings.ByWorkload(model).SelectMany(group => group.Findings), each => Assert.Equal("Greyed", each.Tag));
        Assert.StartsWith("The A/A pair differs", Findings.Lead(model), StringComparison.Ordinal);
        string markdown = MarkdownReport.Render(model.Results);
        Assert.Contains("differs from itself (wall\\_ns 1.200×, 95 % interval 1.100–1.300)", markdown, StringComparison.Ordinal);
        Assert.Contains("~~better~~", markdown, StringComparison.Ordinal);
        Assert.Contains("**Greyed**: `clr` would be", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Families_of_several_workloads_have_findings_of_their_own_and_one_workload_is_named()
    {
        string[] workloads = ["gcbench", "rings", "web-session:users=9"];
        ResultSet results = SampleResults.Create(
            new SampleShape { Configs = ["cpython:3.13", "clr"], Workloads = workloads, WithFailures = false });
        SummaryRow[] rows = [Directed(0.5, 1.25), Directed(0.5, 1.25), Directed(4, 1.25)];
        ResultSet judged = results with
        {
            Summary = [.. rows.Zip(workloads, (row, workload) => row with { Workload = workload })],
            Environment = results.Environment with
            {
                Workloads =
                [
                    Facts("web-session:users=9", "Services"), Facts("gcbench", "Cycles"), Facts("rings", "Cycles"), Facts("absent", "Absent"),
                ],
            },
        };

        IReadOnlyList<FindingGroup> groups = Findings.ByFamily(new ReportModel(judged));

        Assert.Equal(["Cycles: gcbench, rings", "Services: web-session:users=9"], groups.Select(group => group.Title));
        Assert.Equal([-1, 2], groups.Select(group => group.CaseIndex));
        Assert.Equal(
            [
                "clr is 2.00× [1.71–2.34] faster than cpython:3.13 over 2 workloads (geometric mean), and faster on each.",
                "clr is 4.00× [3.20–5.00] slower than cpython:3.13.",
            ],
            groups.Select(group => Assert.Single(group.Findings).Sentence.Text));
        Assert.Contains("The same on each family of workloads", new HtmlReport().Render(judged), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cycles", "Cycles")] // One family is all workloads.
    [InlineData("Cycles", "Services")] // Each is one workload.
    [InlineData(null, null)] // A run of an earlier version.
    public void Families_that_would_say_nothing_new_are_not_there(string? first, string? second)
    {
        ResultSet judged = Judged(Directed(0.5, 1.25), Directed(0.5, 1.25));
        judged = judged with
        {
            Environment = judged.Environment with { Workloads = [Facts("gcbench", first), Facts("rings", second)] },
        };

        Assert.Empty(Findings.ByFamily(new ReportModel(judged)));
        Assert.DoesNotContain("each family", new HtmlReport().Render(judged), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_verdicts_families_claim_nothing()
    {
        ResultSet results = SampleResults.Create(
            new SampleShape { Configs = ["cpython", "clr"], Workloads = ["a", "b", "c"], WithFailures = false });

        Assert.Empty(Findings.ByFamily(new ReportModel(results with
        {
            Summary = [.. results.Summary.Select(row => row with { Verdict = null })],
            Environment = results.Environment with { Workloads = [Facts("a", "A"), Facts("b", "A"), Facts("c", "C")] },
        })));
    }

    // With few pauses the 99th percentile is the longest one.
    [Theory]
    [InlineData(8.0, Verdict.Worse, 1)]
    [InlineData(8.1, Verdict.Worse, 1)]
    [InlineData(4.0, Verdict.Worse, 2)]
    [InlineData(1.0, Verdict.Equivalent, 2)]
    public void A_percentile_of_pauses_that_tells_the_same_as_the_longest_is_not_said(double ratio, Verdict verdict, int sentences)
    {
        SummaryRow longest = Directed(8, 1.25) with { Metric = "pause_max_ns", Workload = "gcbench", Tolerance = 0.05 };
        SummaryRow percentile = Directed(ratio, 1.1) with
        {
            Metric = "pause_p99_ns",
            Workload = "gcbench",
            Verdict = verdict,
            Tolerance = 0.05,
        };
        Finding finding = Overall(s_results with { Summary = [Directed(0.5, 1.25) with { Workload = "gcbench" }, longest, percentile] })[0];

        Assert.Equal(sentences, finding.Further.Count);
        Assert.Equal("Its longest pause is 8.00× [6.40–10.0] longer on gcbench.", finding.Further[0].Text);
    }

    [Fact]
    public void Two_that_are_not_decided_are_said_once()
    {
        SummaryRow longest = Directed(8, 20) with { Metric = "pause_max_ns", Workload = "gcbench", Verdict = Verdict.Inconclusive };
        SummaryRow percentile = Directed(0.9, 20) with { Metric = "pause_p99_ns", Workload = "gcbench", Verdict = Verdict.Inconclusive };
        Finding finding = Overall(s_results with { Summary = [Directed(0.5, 1.25) with { Workload = "gcbench" }, longest, percentile] })[0];

        Assert.StartsWith(
            "No difference in its longest pause is shown", Assert.Single(finding.Further).Text, StringComparison.Ordinal);
    }

    private static WorkloadFacts Facts(string workload, string? family) => new() { Workload = workload, Family = family };

    private static SummaryRow Row { get; } = s_results.Summary.First(row => row is { Config: "clr", Metric: "wall_ns" });

    private static SummaryRow Directed(double ratio, double width) => Row with
    {
        Verdict = ratio < 1 ? Verdict.Better : Verdict.Worse,
        Ratio = ratio,
        RatioLow = ratio / width,
        RatioHigh = ratio * width,
    };

    private static IReadOnlyList<Finding> Overall(ResultSet results) => Findings.Overall(new ReportModel(results))[0].Findings;

    private static ResultSet Judged(SummaryRow first, SummaryRow second) => s_results with
    {
        Summary = [first with { Workload = "gcbench" }, second with { Workload = "rings" }],
    };
}
