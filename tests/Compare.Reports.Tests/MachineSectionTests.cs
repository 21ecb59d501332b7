using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class MachineSectionTests
{
    private static readonly IHtmlDocument s_page = Page(SampleResults.Default);

    private static IHtmlDocument Page(ResultSet results) => new HtmlParser().ParseDocument(new HtmlReport().Render(results));

    [Fact]
    public void Drift_is_said_in_the_section_and_among_the_first_warnings()
    {
        const string Said = "Canary: the machine became slower by 10";

        Assert.Contains(Said, s_page.QuerySelector("#machine b")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            s_page.QuerySelectorAll("#overview .warnings li"),
            item => item.TextContent.StartsWith(Said, StringComparison.Ordinal));
    }

    [Fact]
    public void Flags_are_words_and_marks()
    {
        Assert.Contains(
            s_page.QuerySelectorAll("#table-machine tbody td"), cell => cell.TextContent.Trim() == "steal, other cpu");
        Assert.Contains(s_page.QuerySelectorAll("#table-times small"), small => small.TextContent == "\u2691 1 disturbed");
        Assert.Equal(2, s_page.QuerySelectorAll("#machine .warnings li").Length);
    }

    [Fact]
    public void What_is_not_watched_has_its_reason_and_no_zero()
    {
        Assert.Contains(
            s_page.QuerySelectorAll("#machine li"),
            item => item.TextContent
                == "counter: cycles: not available, the processor, or the virtual machine, does not have it");
        Assert.All(
            s_page.QuerySelectorAll("#table-machine tbody tr"),
            row => Assert.Equal("n/a", row.LastElementChild!.TextContent.Trim()));
    }

    [Fact]
    public void Counters_say_when_they_were_scaled() =>
        Assert.Equal("50.0\u00A0%", s_page.QuerySelector("#table-counters tbody td small")!.TextContent);

    [Fact]
    public void Without_a_watch_there_is_no_section_and_without_a_canary_it_says_so()
    {
        Assert.Null(Page(SampleResults.Default with { Machine = [] }).QuerySelector("#machine"));
        Assert.Contains(
            "No canary ran",
            Page(SampleResults.Default with { Canary = [] }).QuerySelector("#machine")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_for_a_pull_request_says_it_too()
    {
        string text = MarkdownReport.Render(SampleResults.Default);

        Assert.Contains("Canary: the machine became slower by 10", text, StringComparison.Ordinal);
        Assert.Contains("the hypervisor took the processor away", text, StringComparison.Ordinal);
    }
}
