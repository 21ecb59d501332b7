using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;
using Markdig;

namespace Compare.Reports.Tests;

public sealed class HostileTextTests
{
    private const string Attack = "</script></style></title><script>window.hit=1</script><img src=x onerror=hit()>--><b>&amp;\"' {{ 1 + 1 }}";

    private static readonly ResultSet s_hostile = Hostile();

    private static readonly IHtmlDocument s_page = new HtmlParser().ParseDocument(new HtmlReport().Render(s_hostile));

    [Fact]
    public void Text_of_every_field_stays_text()
    {
        IHtmlDocument harmless = new HtmlParser().ParseDocument(new HtmlReport().Render(Hostile("harmless")));

        // The same elements as with harmless text: nothing of the attack became markup, nothing was swallowed by it.
        Assert.Equal(harmless.QuerySelectorAll("script, style, title").Length, s_page.QuerySelectorAll("script, style, title").Length);
        Assert.Empty(s_page.QuerySelectorAll("img, [onerror]"));
        Assert.Equal(harmless.QuerySelectorAll("section").Length, s_page.QuerySelectorAll("section").Length);
        Assert.Equal(harmless.QuerySelectorAll("td, th, li, option").Length, s_page.QuerySelectorAll("td, th, li, option").Length);
        Assert.DoesNotContain(s_page.QuerySelectorAll("script").Select(script => script.TextContent), text => text.Contains("window.hit", StringComparison.Ordinal));
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
    [InlineData("setting")]
    [InlineData("requested")]
    [InlineData("effective")]
    [InlineData("unit-of-setting")]
    public void Every_field_reaches_the_reader_whole(string field)
    {
        Assert.Contains(field + Attack, s_page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_holds_no_markup_of_others()
    {
        string text = MarkdownReport.Render(s_hostile);
        IHtmlDocument page = new HtmlParser().ParseDocument(
            Markdown.ToHtml(text, new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().Build()));

        Assert.Empty(page.QuerySelectorAll("script, style, title, img, [onerror]"));
        Assert.Equal(page.QuerySelectorAll("details").Length, page.QuerySelectorAll("body > details").Length);
        Assert.Contains("title" + Attack, page.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
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
            EventsPerIteration = 4,
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
            Settings =
            [
                new()
                {
                    Engine = bad.Engine,
                    Config = bad.Config,
                    Workload = bad.Workload,
                    HeapBytes = bad.HeapBytes,
                    Invocation = bad.Invocation,
                    Setting = On("setting"),
                    Requested = On("requested"),
                    Effective = On("effective"),
                    Unit = On("unit-of-setting"),
                    TookEffect = false,
                },
            ],
            Work = [.. sample.Work.Select(row => row with { Metric = On("metric"), Unit = On("unit") })],
            Summary =
            [
                .. sample.Summary.Select(row => row with { IntervalMethod = On("method") }),
                sample.Summary[0] with { Metric = On("measure"), Unit = On("unit"), Direction = On("direction") },
            ],
        };
    }
}
