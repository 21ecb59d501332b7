using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class LatencySectionTests
{
    private static readonly IHtmlDocument s_page = new HtmlParser().ParseDocument(new HtmlReport().Render(WithRequests()));

    [Fact]
    public void Every_kind_of_latency_can_be_chosen() => Assert.Equal(
        [
            "simple", "metered over 1\u00A0ms", "metered over 10\u00A0ms", "metered over 100\u00A0ms", "metered over the run",
            "queue at 50\u00A0% of saturation", "queue at 70\u00A0% of saturation",
            "queue at 80\u00A0% of saturation", "queue at 90\u00A0% of saturation",
        ],
        s_page.QuerySelectorAll("#latency [data-control='latency.kind'] option").Select(option => option.TextContent),
        StringComparer.Ordinal);

    [Fact]
    public void A_limit_that_no_load_meets_says_none_and_not_zero()
    {
        string[] words =
            [.. s_page.QuerySelectorAll("#table-capacity tbody tr").Select(row => row.Children[3].TextContent.Trim())];

        Assert.Equal("none", words[0]);
        Assert.NotEqual("none", words[2]);
        Assert.DoesNotContain("0", words);
    }

    [Fact]
    public void Without_requests_there_is_no_section() =>
        Assert.Null(new HtmlParser().ParseDocument(new HtmlReport().Render(SampleResults.Default)).QuerySelector("#latency"));

    // Requests of 2 ms with a stop of 30 ms in every hundredth.
    private static ResultSet WithRequests()
    {
        InvocationRow row = SampleResults.Default.Invocations.First(invocation => invocation.Status == CellStatus.Ok);
        IEnumerable<RequestRow> requests = Enumerable.Range(0, 400).Select(i => new RequestRow
        {
            Engine = row.Engine,
            Config = row.Config,
            Workload = row.Workload,
            HeapBytes = row.HeapBytes,
            Invocation = row.Invocation,
            Iteration = 1,
            Request = i,
            BeginNs = (i * 2_000_000L) + (i / 100 * 30_000_000L),
            EndNs = ((i + 1) * 2_000_000L) + ((i + 1) / 100 * 30_000_000L),
        });
        return DerivedTables.Complete(SampleResults.Default with { Requests = [.. requests] });
    }
}
