using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Rendering;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class OddRunsTests
{
    [Fact]
    public void A_single_invocation_has_no_interval_and_no_claim()
    {
        IHtmlDocument page = Render(SampleResults.Create(new SampleShape { Invocations = 1, WithFailures = false }));

        Assert.Empty(page.QuerySelectorAll(
            ".ratio.better, .ratio.worse, .ratio.equivalent, .findings .better, .findings .worse"));
        Assert.All(page.QuerySelectorAll("tbody .ratio.open .needed"), needed => Assert.Equal("n ≈ 4", needed.TextContent));
        Assert.Equal(30, page.QuerySelectorAll("tbody .ratio.open .needed").Length);
        Assert.Contains("Fewer than 4 invocations", page.QuerySelector("#overview")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".whisker"));
    }

    [Fact]
    public void A_run_in_which_nothing_finished_says_so_in_every_section()
    {
        IHtmlDocument page = Render(SampleResults.Create(new SampleShape { NothingFinishes = true }));

        // The machine was watched all the same, and the programs are what they are.
        Assert.Equal(
            SectionCatalog.All.Count(section => !section.IsOptional || section.Id is "machine" or "demographics"),
            page.QuerySelectorAll("main > section").Length);
        Assert.Contains("Nothing finished", page.QuerySelector("#findings")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("out of memory", page.QuerySelector("#table-ratios tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 MiB leaves no room", page.QuerySelector("#failures")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_run_is_still_a_page()
    {
        ResultSet empty = SampleResults.Create(new SampleShape { Invocations = 0 }) with { PlannedInvocations = 30 };

        IHtmlDocument page = Render(empty);

        Assert.Equal(SectionCatalog.All.Count(section => !section.IsOptional), page.QuerySelectorAll("main > section").Length);
        Assert.Contains("30 planned invocations were not run", page.QuerySelector("#failures")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing finished", MarkdownReport.Render(empty), StringComparison.Ordinal);
    }

    [Fact]
    public void One_engine_alone_is_its_own_baseline()
    {
        IHtmlDocument page = Render(SampleResults.Create(new SampleShape { Configs = ["clr"], WithFailures = false }));

        Assert.All(page.QuerySelectorAll("#table-ratios td .value"), value => Assert.Equal("1.00×", value.TextContent));
        Assert.Empty(page.QuerySelectorAll("#table-ratios .better, #table-ratios .worse"));
    }

    [Fact]
    public void A_baseline_that_was_not_run_is_named()
    {
        IHtmlDocument page = Render(SampleResults.Default with { Baseline = "jython" });

        Assert.Contains("'jython' is not among the configs", page.QuerySelector(".warnings")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Heap_limits_make_rows_of_their_own()
    {
        IHtmlDocument page = Render(SampleResults.Create(new SampleShape { Heaps = [64L << 20, 128L << 20], Workloads = ["gcbench"], WithFailures = false }));

        Assert.Equal(2, page.QuerySelectorAll("#table-ratios tbody tr").Length);
        Assert.Contains("gcbench · 64.0\u00A0MiB heap", page.QuerySelector("#table-ratios")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Hundreds_of_configs_fit()
    {
        SampleShape shape = new()
        {
            Configs = [.. Enumerable.Range(1, 250).Select(number => $"cpython:3.13,gen0={number}")],
            Workloads = ["gcbench"],
            Invocations = 1,
            MeasuredIterations = 1,
            EventsPerIteration = 4,
            WithFailures = false,
        };

        IHtmlDocument page = Render(SampleResults.Create(shape));

        Assert.Equal(251, page.QuerySelectorAll("#table-ratios thead th").Length);
    }

    [Fact]
    public void A_long_timeline_is_thinned_and_says_so()
    {
        SampleShape shape = new()
        {
            Configs = ["clr"],
            Workloads = ["gcbench"],
            Invocations = 1,
            EventsPerIteration = 20_000,
            WithFailures = false,
        };

        IHtmlDocument page = Render(SampleResults.Create(shape));

        Assert.Contains("thinned for drawing", page.QuerySelector("#collections")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stream_gets_UTF8_without_a_mark_and_stays_open()
    {
        using MemoryStream stream = new();
        new HtmlReport().Write(SampleResults.Default, stream);

        Assert.Equal("<!doctype html>"u8.ToArray(), stream.ToArray()[..15]);
        Assert.True(stream.CanWrite);
    }

    private static IHtmlDocument Render(ResultSet results) => new HtmlParser().ParseDocument(new HtmlReport().Render(results));
}
