using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Tests.Samples;
using Markdig;

namespace Compare.Reports.Tests;

public sealed partial class MarkdownReportTests
{
    private static readonly string s_text = MarkdownReport.Render(SampleResults.Default);

    [Fact]
    public void It_is_short_and_opens_with_the_title()
    {
        Assert.StartsWith("## Sample data made by a test", s_text, StringComparison.Ordinal);
        Assert.True(Folded().Replace(s_text, string.Empty).Length < 6000, "What a reader sees before opening anything is long.");
        Assert.Contains("168 of 180 invocations finished", s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_table_has_a_row_for_every_workload_and_as_many_cells_in_each()
    {
        List<string> rows = [.. Folded().Replace(s_text, string.Empty).Split('\n').Where(line => line.StartsWith('|'))];

        Assert.Equal(2 + 6 + 1, rows.Count);
        Assert.Single(rows.Select(row => row.Count(letter => letter == '|')).Distinct());
        Assert.Contains(rows, row => row.Contains("out of memory", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_verified_says_that_its_times_are_no_measurements()
    {
        const string Warning = "the times are no measurements";
        ResultSet verified = SampleResults.Default with { Environment = SampleResults.Default.Environment with { Verify = true } };

        Assert.Contains(Warning, MarkdownReport.Render(verified), StringComparison.Ordinal);
        Assert.DoesNotContain(Warning, s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_and_the_cost_of_observing_are_told()
    {
        Assert.Contains("- **Warning**: stolen time rose to 1.2 % during the measurement (", s_text, StringComparison.Ordinal);
        Assert.Contains("clr: the event listener used at most 512\u00A0µs of CPU time and 40.0\u00A0KiB", s_text, StringComparison.Ordinal);
        Assert.DoesNotContain("nogc: the event listener", s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_carry_their_reason()
    {
        Assert.Contains("What did not finish: 12 invocations", s_text, StringComparison.Ordinal);
        Assert.Contains("- crashed: semispace on json-dom, invocation 2: the process died of signal 9 (SIGKILL)", s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_findings_are_those_of_the_page()
    {
        IHtmlDocument markdown = Rendered(SampleResults.Default);
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(SampleResults.Default));

        string[] own = [.. markdown.QuerySelectorAll("body > ul > li").Select(item => Plain(item.TextContent))];
        string[] shown = [.. page.QuerySelectorAll("#findings > ul.findings > li")
            .Select(item => Plain($"{item.QuerySelector(".verdict")!.TextContent}: {item.QuerySelector("p")!.TextContent}"))];
        Assert.Equal(5, shown.Length);
        Assert.Equal(shown, own[..5]);

        Assert.Equal(
            page.QuerySelectorAll("#findings > ul.findings > li .further li").Select(item => Plain(item.TextContent)),
            markdown.QuerySelectorAll("li li").Select(item => Plain(item.TextContent)));
    }

    [Fact]
    public void Every_comparison_has_its_row_with_its_verdict()
    {
        IElement table = Rendered(SampleResults.Default).QuerySelectorAll("table")
            .Single(item => item.TextContent.Contains("Needed", StringComparison.Ordinal));
        SummaryRow[] judged = [.. SampleResults.Default.Summary.Where(row => row.Verdict is not null)];

        Assert.Equal(judged.Length, table.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(
            judged.Count(row => row.Verdict == Verdict.Better),
            table.QuerySelectorAll("tbody tr").Count(row => row.Children[4].TextContent == "better"));
    }

    [Fact]
    public void Hostile_text_stays_text_and_breaks_no_table()
    {
        const string Attack = "a|b `c` ``d`` \\| </details><script>x()</script> <img src=x onerror=y()> [l](javascript:z) ![i](x) @team #1 $m$\n\n# no\n| x | y |";
        ResultSet sample = SampleResults.Create(new SampleShape { Configs = [Attack, Attack + "2"], Workloads = [Attack, "rings"] });
        IHtmlDocument page = Rendered(sample with
        {
            Title = Attack,
            RepeatCommand = Attack,
            Environment = sample.Environment with { Processor = Attack, Commit = Attack },
            Invocations = [.. sample.Invocations.Select(row => row with { Error = row.Error is null ? null : Attack, Warnings = Attack })],
        });

        Assert.Empty(page.QuerySelectorAll("script, img, a, [onerror], h1"));
        Assert.Equal(page.QuerySelectorAll("details").Length, page.QuerySelectorAll("body > details > summary").Length);
        Assert.Contains("</details><script>x()</script>", page.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Single(
            table.QuerySelectorAll("tr").Select(row => row.Children.Length).Distinct()));
        Assert.DoesNotMatch("[@#][a-z0-9]", string.Concat(page.QuerySelectorAll("h2, li, p, td")
            .SelectMany(item => item.ChildNodes.OfType<IText>()).Select(text => text.Data)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 30)]
    public void It_fits_into_a_comment(int configs, int workloads)
    {
        SampleShape shape = new()
        {
            Configs = [.. Enumerable.Range(0, configs).Select(number => $"cpython:3.13,gen0={number}")],
            Workloads = [.. Enumerable.Range(0, workloads).Select(number => $"gcbench:stretch=12,live=12,array=100000,max={number}")],
            MeasuredIterations = 1,
            EventsPerIteration = 1,
        };

        Assert.True(MarkdownReport.Render(SampleResults.Create(shape)).Length < 65_536);
    }

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("line\nbreak\r\u2028", "line break  ")]
    [InlineData("*bold* `code` [x](y) $1$", "\\*bold\\* \\`code\\` \\[x\\](y) \\$1\\$")]
    [InlineData("@team #12", "\\@\u2060team \\#\u206012")]
    [InlineData("<img>", "&lt;img&gt;")]
    public void Text_is_escaped(string text, string expected) => Assert.Equal(expected, GitHubMarkdown.Escape(text));

    [Theory]
    [InlineData("pypy:nursery=512KiB", false, "`pypy:nursery=512KiB`")]
    [InlineData("a`b", false, "``a`b``")]
    [InlineData("`", false, "`` ` ``")]
    [InlineData("x ``` ", true, "```` x ```  ````")]
    [InlineData("a|b", false, "`a|b`")]
    [InlineData("a|b", true, "a\\|b")]
    [InlineData("a\nb", true, "`a b`")]
    [InlineData("", true, "")]
    [InlineData("\n", true, " ")]
    public void A_name_is_code_in_a_fence_that_it_does_not_hold(string name, bool inTable, string expected) =>
        Assert.Equal(expected, GitHubMarkdown.Code(name, inTable));

    private static IHtmlDocument Rendered(ResultSet results) => new HtmlParser().ParseDocument(
        Markdown.ToHtml(MarkdownReport.Render(results), new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().Build()));

    private static string Plain(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"<details>.*?</details>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folded();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
