using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class HostileTextTests
{
    private const string Attack = "</script></style></title><script>window.hit=1</script><img src=x onerror=hit()>--><b>&amp;\"' {{ 1 + 1 }}";

    [Fact]
    public void Text_of_every_field_stays_text()
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(Hostile()));
        IHtmlDocument harmless = new HtmlParser().ParseDocument(new HtmlReport().Render(Hostile("harmless")));

        // The same elements as with harmless text: nothing of the attack became markup, nothing was swallowed by it.
        Assert.Equal(harmless.QuerySelectorAll("script, style, title").Length, page.QuerySelectorAll("script, style, title").Length);
        Assert.Empty(page.QuerySelectorAll("img, [onerror]"));
        Assert.Equal(harmless.QuerySelectorAll("section").Length, page.QuerySelectorAll("section").Length);
        Assert.Equal(harmless.QuerySelectorAll("td, th, li, option").Length, page.QuerySelectorAll("td, th, li, option").Length);
        Assert.DoesNotContain(page.QuerySelectorAll("script").Select(script => script.TextContent), text => text.Contains("window.hit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("config")]
    [InlineData("workload")]
    [InlineData("error")]
    [InlineData("warnings")]
    [InlineData("checksum")]
    [InlineData("kind")]
    [InlineData("cause")]
    [InlineData("metric")]
    [InlineData("unit")]
    [InlineData("method")]
    [InlineData("processor")]
    [InlineData("system")]
    [InlineData("runtime")]
    [InlineData("governor")]
    [InlineData("commit")]
    [InlineData("hash")]
    [InlineData("doctor")]
    [InlineData("started")]
    [InlineData("version")]
    [InlineData("matrix")]
    [InlineData("repeat")]
    [InlineData("size")]
    public void Every_field_reaches_the_reader_whole(string field)
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(Hostile()));

        Assert.Contains(field + Attack, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_holds_no_markup_of_others()
    {
        string text = MarkdownReport.Render(Hostile());

        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
        Assert.Contains("&lt;/script&gt;", text, StringComparison.Ordinal);
    }

    private static ResultSet Hostile(string attack = Attack)
    {
        string On(string field) => field + attack;

        ResultSet sample = SampleResults.Create(new SampleShape
        {
            Configs = [On("config"), On("config") + "2"],
            Workloads = [On("workload"), "gcbench"],
            WithFailures = false,
        });
        InvocationRow bad = sample.Invocations[0];
        return sample with
        {
            Title = On("title"),
            MatrixYaml = On("matrix"),
            RepeatCommand = On("repeat"),
            Environment = sample.Environment with
            {
                StartedAt = On("started"),
                Processor = On("processor"),
                System = On("system"),
                Runtime = On("runtime"),
                ToolVersion = On("version"),
                Commit = On("commit"),
                Governor = On("governor"),
                MatrixHash = On("hash"),
                Warnings = [On("doctor")],
            },
            Invocations =
            [
                bad with { Status = CellStatus.Crash, Error = On("error"), Warnings = On("warnings"), Checksum = On("checksum"), Size = On("size") },
                .. sample.Invocations.Skip(1),
            ],
            Events = [.. sample.Events.Select(row => row with { Kind = On("kind"), Cause = On("cause"), Phase = On("phase") })],
            Work = [.. sample.Work.Select(row => row with { Metric = On("metric"), Unit = On("unit") })],
            Summary =
            [
                .. sample.Summary.Select(row => row with { IntervalMethod = On("method") }),
                sample.Summary[0] with { Metric = On("measure"), Unit = On("unit"), Direction = On("direction") },
            ],
        };
    }
}
