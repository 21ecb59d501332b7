using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class HeapMapsSectionTests
{
    private static readonly ResultSet s_results = SampleHeapMaps.AddTo(SampleResults.Default);

    private static readonly IHtmlDocument s_page = Page(s_results);

    [Fact]
    public void A_run_without_maps_has_no_section() =>
        Assert.Null(Page(SampleResults.Default).QuerySelector("#heap-maps"));

    [Fact]
    public void The_table_has_the_first_the_fullest_and_the_last_look_of_every_cell()
    {
        IElement[] rows = [.. s_page.QuerySelectorAll("#table-heap-maps tbody tr")];

        Assert.Equal(3 * s_results.HeapMaps.Count, rows.Length);
        Assert.Equal(["first", "fullest", "last"], rows[..3].Select(row => Cell(row, 0)), StringComparer.Ordinal);
        Assert.Equal("39.1\u00A0KiB", Cell(rows[1], 1));
        Assert.Equal("0", Cell(rows[1], 2));
        Assert.Equal("57.9\u00A0KiB", Cell(rows[1], 3)); // Five half pools, a full one but for its header, and two slices.
        Assert.Equal("134\u00A0KiB", Cell(rows[1], 4));
        Assert.Equal("43.2\u00A0%", Cell(rows[1], 5));
    }

    [Fact]
    public void The_story_tells_what_the_looks_show_in_numbers_of_theirs()
    {
        string[] told = [.. s_page.QuerySelectorAll(".map-story")[0].QuerySelectorAll("li .what").Select(item => item.TextContent)];

        Assert.Contains(
            "Collection 1 frees most during “fill”: 39.9\u00A0KiB of 57.9\u00A0KiB in use were garbage that had waited for it, "
                + "18.0\u00A0KiB stay.",
            told,
            StringComparer.Ordinal);
        Assert.Contains(
            "18.0\u00A0KiB become free during “fill” and no collection has run: what nobody refers to any more goes at once.",
            told,
            StringComparer.Ordinal);
        Assert.Contains(
            "6 pools are kept during “fill” for 55.9\u00A0KiB in 96.0\u00A0KiB (58.3\u00A0%): the holes serve only objects of "
                + "their own size.",
            told,
            StringComparer.Ordinal);
        Assert.DoesNotContain(told, text => text.Contains("nursery", StringComparison.Ordinal));
    }

    [Fact]
    public void An_engine_that_does_not_say_when_it_collects_is_told_of_by_the_looks_around()
    {
        ResultSet quiet = s_results with
        {
            HeapMaps = [.. s_results.HeapMaps.Select(row => row with
            {
                Map = row.Map with
                {
                    Looks = [.. row.Map.Looks.Select(look => look with { Moment = look.Moment == "before" ? "clock" : look.Moment })],
                },
            })],
        };

        Assert.Contains(
            Page(quiet).QuerySelectorAll(".map-story")[0].QuerySelectorAll("li .what").Select(item => item.TextContent),
            text => text == "Collection 1 frees most during “fill”: from the look before it to the look after it, what is in use "
                + "falls from 57.9\u00A0KiB to 18.0\u00A0KiB.");
    }

    [Fact]
    public void Every_station_names_a_look_that_the_page_carries()
    {
        Assert.All(
            s_page.QuerySelectorAll(".map-story [data-look]"),
            station => Assert.InRange(
                int.Parse(station.GetAttribute("data-look")!, CultureInfo.InvariantCulture), 0, SampleHeapMaps.Looks - 1));
        Assert.NotEmpty(s_page.QuerySelectorAll(".map-story [data-look]"));
    }

    [Fact]
    public void The_page_carries_every_look_in_a_form_that_scripts_can_read()
    {
        JsonElement data = JsonSerializer.SerializeToElement(
            new HeapMapsSection().Build(new ReportModel(s_results))!.Data, JsonSerializerOptions.Web);
        JsonElement series = data.GetProperty("series")[0];

        Assert.Equal(s_results.HeapMaps.Count, data.GetProperty("series").GetArrayLength());
        Assert.Equal(["free", "fresh", "used", "head", "tail", "reserve"], data.GetProperty("states").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(SampleHeapMaps.Looks, series.GetProperty("parts").GetArrayLength());
        Assert.Equal("pools", series.GetProperty("spaces")[0].GetProperty("name").GetString());
        Assert.Equal([2, 0, 4, 4, 2, 0], series.GetProperty("parts")[3][0][6].EnumerateArray().Select(number => number.GetInt32()));
    }

    [Fact]
    public void Names_and_phases_stay_text()
    {
        const string Attack = "</script><img src=x onerror=hit()>{{ 1 }}";
        IHtmlDocument page = Page(SampleHeapMaps.AddTo(SampleResults.Default, "pools" + Attack, "phase" + Attack));

        Assert.Empty(page.QuerySelectorAll("img, [onerror]"));
        Assert.Contains("phase" + Attack, page.QuerySelector(".map-stories")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(s_page.QuerySelectorAll("script").Length, page.QuerySelectorAll("script").Length);
    }

    private static IHtmlDocument Page(ResultSet results) => new HtmlParser().ParseDocument(new HtmlReport().Render(results));

    /// <summary>A cell behind those that name the row.</summary>
    private static string Cell(IElement row, int column)
    {
        IElement[] cells = [.. row.Children];
        return cells[cells.Length - 6 + column].TextContent.Trim();
    }
}
