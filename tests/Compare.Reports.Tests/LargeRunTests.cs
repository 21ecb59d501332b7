using System.IO.Compression;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

/// <summary>Of ten thousand cells the page holds everything, most of it packed.</summary>
public sealed class LargeRunTests
{
    private const int Cells = 10_000;
    private const int MostBytes = 24_000_000;

    private static readonly ResultSet s_results = SampleResults.Create(SampleShape.Large(Cells));
    private static readonly string s_html = new HtmlReport().Render(s_results);
    private static readonly IHtmlDocument s_page = new HtmlParser().ParseDocument(s_html);

    [Fact]
    public void The_page_stays_below_its_size()
    {
        Assert.InRange(s_results.Invocations.DistinctBy(row => (row.Config, row.Workload, row.HeapBytes)).Count(), Cells, 2 * Cells);
        Assert.InRange(s_html.Length, 0, MostBytes);
    }

    [Fact]
    public void A_long_table_begins_as_text_and_goes_on_packed()
    {
        IElement table = s_page.QuerySelector("#table-times")!;
        JsonElement rows = Unpacked("script[data-rows=times]");

        Assert.Equal(Tables.TableView.PageRows, table.QuerySelectorAll("tbody tr").Length);
        Assert.InRange(rows.GetArrayLength(), Cells, 2 * Cells);
        Assert.Contains("files beside this page have all", s_page.QuerySelector("[data-page-note=times]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            table.QuerySelectorAll("tbody tr").Select(row => row.Children[2].GetAttribute("data-v")),
            rows.EnumerateArray().Take(Tables.TableView.PageRows).Select(row => Raw(row[5])));
    }

    [Fact]
    public void Every_case_has_its_panel_in_the_page_or_packed()
    {
        JsonElement late = Unpacked("#times script[data-late]");

        int[] text = [.. s_page.QuerySelectorAll("#times .panel").Select(panel => int.Parse(panel.GetAttribute("data-case")!, null))];
        int[] packed = [.. late.EnumerateArray().Select(card => card[0].GetInt32())];
        int cases = s_results.Summary.Select(row => (row.Workload, row.HeapBytes)).Distinct().Count();
        Assert.Equal(Enumerable.Range(0, cases), text.Concat(packed));
        Assert.All(late.EnumerateArray(), card =>
            Assert.StartsWith("<div class=\"card panel\"", card[1].GetString()!.Trim(), StringComparison.Ordinal));
    }

    private static string Raw(JsonElement cell) => cell.ValueKind == JsonValueKind.Array ? cell[1].GetString()! : cell.GetString()!;

    private static JsonElement Unpacked(string selector)
    {
        using MemoryStream packed = new(Convert.FromBase64String(s_page.QuerySelector(selector)!.TextContent));
        using GZipStream gzip = new(packed, CompressionMode.Decompress);
        return JsonDocument.Parse(gzip).RootElement;
    }
}
