using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class MemorySectionTests
{
    private static readonly SampleShape s_shape = new()
    {
        Configs = ["cpython", "pypy"],
        Workloads = ["one"],
        Invocations = 2,
        WithFailures = false,
    };

    [Fact]
    public void Every_sample_stands_on_both_clocks()
    {
        SectionContent content = new MemorySection().Build(new ReportModel(SampleResults.Create(s_shape)))!;
        JsonElement[] series = [.. JsonSerializer.SerializeToElement(content.Data).EnumerateArray()];

        Assert.Equal(s_shape.Configs.Count, series.Length);
        Assert.All(series, one =>
        {
            long[] wall = Numbers(one, "wallNs");
            Assert.Equal(one.GetProperty("committedBytes").GetArrayLength(), wall.Length);
            Assert.Equal(wall.Order(), wall);
            Assert.Equal(Numbers(one, "allocatedBytes").Order(), Numbers(one, "allocatedBytes"));
            Assert.True(wall[^1] > wall[0], "The clock stands still.");
        });
    }

    [Fact]
    public void A_reader_chooses_the_clock_and_bytes_or_shares()
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(SampleResults.Create(s_shape)));

        Assert.Equal(["allocatedBytes", "wallNs"], Values(page, "memory.clock"), StringComparer.Ordinal);
        Assert.Equal(["bytes", "share"], Values(page, "breakdown.show"), StringComparer.Ordinal);
    }

    private static IEnumerable<string?> Values(IHtmlDocument page, string control) =>
        page.QuerySelectorAll($"select[data-control='{control}'] option").Select(option => option.GetAttribute("value"));

    private static long[] Numbers(JsonElement series, string name) =>
        [.. series.GetProperty(name).EnumerateArray().Select(value => value.GetInt64())];
}
