using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class BreakdownSectionTests
{
    private static readonly IHtmlDocument s_page = new HtmlParser().ParseDocument(new HtmlReport().Render(SampleResults.Default));

    [Fact]
    public void External_by_size_is_a_bar_for_each_size_with_the_same_in_words()
    {
        IElement bars = s_page.QuerySelector("#table-fragmentation svg.size-bars")!;

        Assert.Equal("16\u00A0B 0\u00A0%, 32\u00A0B 25.0\u00A0%, 64\u00A0B 100\u00A0%", bars.GetAttribute("aria-label"));
        Assert.Equal(
            [1, 4.5, 18],
            bars.QuerySelectorAll("rect").Select(bar => double.Parse(bar.GetAttribute("height")!, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_an_engine_does_not_tell_is_not_available_and_never_0()
    {
        IElement[] rows = [.. s_page.QuerySelectorAll("#table-fragmentation tbody tr")
            .Where(row => row.TextContent.Contains("clr", StringComparison.Ordinal))];

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.All(row.QuerySelectorAll("td.n"), cell => Assert.Equal("n/a", cell.TextContent.Trim())));
    }

    [Fact]
    public void The_chart_names_every_term() => Assert.Equal(
        ["live", "floating", "internal", "external", "metadata", "committed"],
        s_page.QuerySelectorAll("#breakdown .chart-terms li").Select(item => item.TextContent),
        StringComparer.Ordinal);

    [Fact]
    public void A_run_of_an_earlier_version_has_no_section()
    {
        ResultSet earlier = SampleResults.Default with { Memory = [], Fragmentation = [] };

        Assert.Null(new HtmlParser().ParseDocument(new HtmlReport().Render(earlier)).QuerySelector("#breakdown"));
    }
}
