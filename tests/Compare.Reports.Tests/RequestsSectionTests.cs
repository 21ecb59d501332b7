using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

/// <summary>The latencies of requests, where programs served any.</summary>
public sealed class RequestsSectionTests
{
    private static IHtmlDocument Render(ResultSet results) => new HtmlParser().ParseDocument(new HtmlReport().Render(results));

    [Fact]
    public void Without_requests_there_is_no_section_and_no_word_in_the_navigation()
    {
        IHtmlDocument page = Render(SampleResults.Default);

        Assert.Null(page.QuerySelector("#requests"));
        Assert.Null(page.QuerySelector("a[href='#requests']"));
        Assert.DoesNotContain("requests.csv", page.QuerySelector("#downloads")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Latencies_count_from_the_scheduled_arrival()
    {
        InvocationRow first = SampleResults.Default.Invocations.First(row => row.Status == CellStatus.Ok);
        RequestRow[] requests =
        [
            .. Enumerable.Range(0, 200).Select(number => new RequestRow
            {
                Engine = first.Engine,
                Config = first.Config,
                Workload = first.Workload,
                HeapBytes = first.HeapBytes,
                Invocation = first.Invocation,
                Iteration = 2,
                Request = number,
                ScheduledNs = 0,
                BeginNs = number * 1000,
                EndNs = (number + 1) * 1000,
            }),
        ];

        IHtmlDocument page = Render(SampleResults.Default with { Requests = requests });

        IElement row = Assert.Single(page.QuerySelectorAll("#table-requests tbody tr"));
        Assert.Contains("scheduled", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["200", "100000", "180000", "198000", "", "200000"],
            row.QuerySelectorAll("td").TakeLast(6).Select(cell => cell.GetAttribute("data-v") ?? string.Empty));
        Assert.NotNull(page.QuerySelector("#requests figure[data-chart=requests]"));
        Assert.NotNull(page.QuerySelector("a[href='#requests']"));
    }
}
