using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Rendering;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class HtmlStructureTests
{
    private static readonly string s_html = new HtmlReport().Render(SampleResults.Default);

    private static readonly IHtmlDocument s_page = new HtmlParser().ParseDocument(s_html);

    /// <summary>Optional sections stand only where they have something to show; the sample serves no requests.</summary>
    private static readonly IReportSection[] s_sections =
    [
        .. SectionCatalog.All.Where(section =>
            !section.IsOptional || section.Build(new ReportModel(SampleResults.Default)) is not null),
    ];

    [Fact]
    public void Every_section_stands_once_in_order_with_its_heading()
    {
        Assert.Equal(
            s_sections.Select(section => section.Id),
            s_page.QuerySelectorAll("main > section").Select(section => section.Id),
            StringComparer.Ordinal);
        Assert.Equal(
            s_sections.Select(section => section.Title),
            s_page.QuerySelectorAll("main > section > h2").Select(title => title.TextContent),
            StringComparer.Ordinal);
        Assert.Equal(
            s_sections.Select(section => "#" + section.Id),
            s_page.QuerySelectorAll("nav.bar a").Select(link => link.GetAttribute("href")),
            StringComparer.Ordinal);
        Assert.Equal(SampleResults.Title, Assert.Single(s_page.QuerySelectorAll("h1")).TextContent);
    }

    [Fact]
    public void Headings_skip_no_level()
    {
        int before = 1;
        foreach (IElement heading in s_page.QuerySelectorAll("h1, h2, h3, h4"))
        {
            int level = heading.LocalName[1] - '0';
            Assert.True(level <= before + 1, heading.TextContent);
            before = level;
        }
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        Assert.Empty(s_page.QuerySelectorAll("[src], link, iframe, object, embed, img, base"));
        Assert.All(
            s_page.QuerySelectorAll("[href]").Select(element => element.GetAttribute("href")!),
            target => Assert.Matches("^(#[a-z0-9-]+|[a-z]+\\.(csv|yaml|json))$", target));
        Assert.Contains(
            "default-src 'none'",
            s_page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"),
            StringComparison.Ordinal);
        string own = s_page.QuerySelector("style")!.TextContent + s_page.QuerySelectorAll("script:not([type])")[^1].TextContent;
        Assert.DoesNotContain("http://", own, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", own, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", own, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", own, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_anchor_and_label_finds_its_target()
    {
        Assert.All(
            s_page.QuerySelectorAll("a[href^='#'], use[href^='#']"),
            element => Assert.NotNull(s_page.GetElementById(element.GetAttribute("href")![1..])));
        Assert.All(
            s_page.QuerySelectorAll("[aria-labelledby], [aria-controls]"),
            element => Assert.NotNull(s_page.GetElementById(
                element.GetAttribute("aria-labelledby") ?? element.GetAttribute("aria-controls")!)));
        Assert.Equal(
            s_page.QuerySelectorAll("[id]").Length,
            s_page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_table_is_rectangular_with_caption_and_named_columns()
    {
        Assert.All(s_page.QuerySelectorAll("table"), table =>
        {
            int columns = table.QuerySelectorAll("thead th").Length;
            Assert.NotNull(table.QuerySelector("caption"));
            Assert.All(
                table.QuerySelectorAll("thead th"),
                heading => Assert.False(string.IsNullOrEmpty(heading.GetAttribute("data-name"))));
            Assert.All(table.QuerySelectorAll("tbody tr, tfoot tr"), row => Assert.Equal(columns, row.Children.Length));
            Assert.All(
                table.QuerySelectorAll("tbody tr, tfoot tr"),
                row => Assert.Equal("row", row.FirstElementChild!.GetAttribute("scope")));
        });
    }

    [Fact]
    public void Every_chart_has_a_table_in_its_section()
    {
        List<IElement> charts = [.. s_page.QuerySelectorAll("figure[data-chart]")];

        Assert.Equal(
            ["ratios", "pareto", "pauses", "pause-histogram", "utilization", "collections", "generations", "memory", "breakdown", "warm-up", "demographics-sizes", "demographics-survival", "demographics-degrees", "canary", "machine"],
            charts.ConvertAll(chart => chart.GetAttribute("data-chart")),
            StringComparer.Ordinal);
        Assert.All(charts, chart => Assert.NotNull(chart.Closest("section")!.QuerySelector("table")));
    }

    [Fact]
    public void The_matrix_shows_the_ratios_of_the_summary()
    {
        SummaryRow row = SampleResults.Default.Summary.First(item =>
            item is { Metric: "wall_ns", Config: "pypy:nursery=512KiB", Workload: "gcbench" });
        IElement cell = s_page.QuerySelectorAll("#table-ratios tbody tr")
            .Single(item => item.FirstElementChild!.TextContent == "gcbench")
            .QuerySelectorAll("td")[2];

        Assert.Equal(
            row.Ratio!.Value, double.Parse(cell.GetAttribute("data-v")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(cell.ClassList.Contains("better"));
        Assert.Equal("▼", cell.QuerySelector(".mark")!.TextContent);
    }

    [Fact]
    public void Failures_are_in_words_with_a_reason_and_a_remedy()
    {
        string text = s_page.QuerySelector("#failures")!.TextContent;

        Assert.Contains("the process died of signal 9 (SIGKILL)", text, StringComparison.Ordinal);
        Assert.Contains("out of memory", text, StringComparison.Ordinal);
        Assert.Contains("Raise the heap limit", text, StringComparison.Ordinal);
        Assert.Contains("1 of 5 invocations, number 2", text, StringComparison.Ordinal);
        Assert.Contains("out of memory", s_page.QuerySelector("#table-ratios")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_say_what_was_asked_for_and_what_is_in_effect()
    {
        List<string[]> rows = [.. s_page.QuerySelectorAll("#table-settings tbody tr")
            .Select(row => row.Children.Skip(2).Select(cell => cell.TextContent.Trim()).ToArray())];

        Assert.Equal(["gen0", "8\u202F388\u202F608 8.00\u00A0MiB", "4\u202F194\u202F304 4.00\u00A0MiB", "no"], rows[0][..4]);
        Assert.Equal(["conserve", "3", "3", "yes"], rows[1][..4]);
        Assert.Equal(["GCRegionSize", "not asked for", "0", "n/a"], rows[2][..4]);
        Assert.Equal(3, rows.Count);
        Assert.Contains(
            "1 setting did not take effect.", s_page.QuerySelector("#settings")!.TextContent, StringComparison.Ordinal);
        Assert.All(
            s_page.QuerySelectorAll("#table-observation tbody tr"),
            row => Assert.Equal("512\u00A0µs", row.Children[2].TextContent));
        Assert.NotEmpty(s_page.QuerySelectorAll("#table-observation tbody tr"));
    }

    [Fact]
    public void A_value_that_is_not_known_is_never_zero()
    {
        List<IElement> cells = [.. s_page.QuerySelectorAll("#table-invocations tbody tr")
            .Where(row => row.TextContent.Contains("SIGKILL", StringComparison.Ordinal)).Single().QuerySelectorAll("td.n.none")];

        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.Equal("n/a", cell.TextContent));
        Assert.All(cells, cell => Assert.Equal(string.Empty, cell.GetAttribute("data-v")));
    }

    [Fact]
    public void The_data_of_the_charts_is_complete_JSON()
    {
        IElement element = s_page.GetElementById("report-data")!;
        Assert.Equal("gzip", element.GetAttribute("data-packed"));

        using MemoryStream packed = new(Convert.FromBase64String(element.TextContent));
        using System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionMode.Decompress);
        JsonElement data = JsonDocument.Parse(gzip).RootElement;

        int points = data.GetProperty("sections").GetProperty("collections").GetProperty("series").EnumerateArray()
            .Sum(series => series.GetProperty("pauseNs").GetArrayLength());
        Assert.Equal(SampleResults.Default.Events.Count, points);
        Assert.Equal(6, data.GetProperty("configs").GetArrayLength());
    }

    [Fact]
    public void The_licences_of_the_chart_library_travel_along()
    {
        Assert.Contains("Apache ECharts\nCopyright", s_html, StringComparison.Ordinal);
        Assert.Contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION", s_html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", s_html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_results_give_the_same_page() =>
        Assert.Equal(s_html, new HtmlReport().Render(SampleResults.Create(new SampleShape())));
}
