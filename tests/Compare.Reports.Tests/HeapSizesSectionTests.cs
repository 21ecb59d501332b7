using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.HeapSizing;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class HeapSizesSectionTests
{
    private const long Limit = 4L << 20;

    private static readonly SampleShape s_shape = new() { Heaps = [null, Limit, 2 * Limit], Invocations = 2, WithFailures = false };

    [Fact]
    public void A_workload_has_a_line_for_each_engine_with_a_point_for_each_limit()
    {
        SectionContent content = new HeapSizesSection().Build(new ReportModel(SampleResults.Create(s_shape)))!;
        JsonElement data = JsonSerializer.SerializeToElement(content.Data);

        Assert.Equal(s_shape.Workloads.Count * s_shape.Configs.Count, data.GetProperty("series").GetArrayLength());
        JsonElement first = data.GetProperty("series")[0];
        Assert.Equal(
            [null, Limit, 2 * Limit],
            first.GetProperty("heapBytes").EnumerateArray().Select(size => size.ValueKind == JsonValueKind.Null ? (long?)null : size.GetInt64()));
        Assert.Equal(3, first.GetProperty("values")[0].GetArrayLength());

        // No cell costs less than the bound that the cheapest of them sets.
        JsonElement[] ratios = [.. data.GetProperty("ratios").EnumerateArray()];
        Assert.Equal(ratios.Length, first.GetProperty("values").GetArrayLength());
        double[] overheads =
        [
            .. data.GetProperty("series").EnumerateArray()
                .SelectMany(series => series.GetProperty("values").EnumerateArray().Where((_, i) => ratios[i].GetBoolean()))
                .SelectMany(values => values.EnumerateArray())
                .Where(value => value.ValueKind == JsonValueKind.Number)
                .Select(value => value.GetDouble()),
        ];
        Assert.NotEmpty(overheads);
        Assert.All(overheads, overhead => Assert.True(overhead >= 1, $"{overhead} is below the bound."));
    }

    [Fact]
    public void Without_a_second_limit_there_is_no_section() =>
        Assert.Null(new HeapSizesSection().Build(new ReportModel(SampleResults.Create(s_shape with { Heaps = [null, Limit] }))));

    [Fact]
    public void The_smallest_heaps_say_how_they_are_known_or_why_they_are_not()
    {
        ResultSet results = SampleResults.Create(s_shape) with
        {
            MinHeaps =
            [
                Certificate(s_shape.Configs[0]) with
                {
                    PeakLiveBytes = Limit / 4,
                    Search = new SearchResult
                    {
                        MinimumBytes = Limit,
                        LargestFailBytes = Limit - 4096,
                        FailStatus = CellStatus.Thrash,
                        Islands = [new FailureIsland(Limit + 4096, Limit + 4096, CellStatus.Oom)],
                        Trials = [new HeapTrial(Limit, CellStatus.Ok)],
                    },
                },
                Certificate(s_shape.Configs[1]) with { IsExempt = true, Reason = "It opts <b>out</b>." },
            ],
        };
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));

        string[][] rows =
        [
            .. page.QuerySelectorAll("#table-minheap tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
        ];
        Assert.Equal(["4.00\u00A0MiB", "1.00\u00A0MiB", "4.00×"], rows[0][2..5]);
        Assert.Equal(["1", "1", string.Empty], rows[0][7..]);
        Assert.Equal("It opts <b>out</b>.", rows[1][^1]);
    }

    private static MinHeapCertificate Certificate(string config) => new()
    {
        Key = new MinHeapKey(config, s_shape.Workloads[0], 42, 1, 3, 60_000, "build"),
    };
}
