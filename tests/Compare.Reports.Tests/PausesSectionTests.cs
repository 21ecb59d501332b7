using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Reports.Charts;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class PausesSectionTests
{
    private static readonly SampleShape s_shape = new()
    {
        Configs = ["cpython", "clr"],
        Workloads = ["one", "two"],
        Invocations = 2,
        WarmUpIterations = 1,
        MeasuredIterations = 1,
        WithFailures = false,
    };

    [Fact]
    public void The_ten_longest_measured_pauses_of_each_engine_are_listed_with_their_circumstances()
    {
        ResultSet results = SampleResults.Create(s_shape);
        EventRow hostile = results.Events.Last(row => row.Config == "cpython") with
        {
            PauseNs = 60_000_000_000,
            Phase = "</script><b>hostile",
            Generation = null,
            AllocatedBytes = 3L << 30,
            StartNs = 1_500_000_000,
        };
        EventRow warm = hostile with { PauseNs = 90_000_000_000, Iteration = 0 };
        results = results with { Events = RowPacking.Pack(results.Events.Concat([hostile, warm])) };

        string[][] rows = Rows(results);

        Assert.Equal(20, rows.Length);
        Assert.Equal(
            ["cpython", "1", "60.0\u00A0s"],
            rows[0][1..4],
            StringComparer.Ordinal);
        Assert.Equal(["n/a", "</script><b>hostile", "1.50\u00A0s", "3.00\u00A0GiB"], rows[0][6..10], StringComparer.Ordinal);
        long[] clr =
        [
            .. results.Events.Where(row => row.Config == "clr" && row.Iteration == 1)
                .Select(row => row.PauseNs).OrderDescending().Take(10),
        ];
        Assert.Equal(
            clr.Select(pause => Formatting.Quantity.Time(pause)),
            rows[10..].Select(row => row[3]),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Bins_begin_at_powers_of_ten_and_lose_nothing()
    {
        long[] values = [.. Enumerable.Range(0, 19).Select(power => (long)Math.Pow(10, power))];
        LogHistogram histogram = LogHistogram.Of(values);

        Assert.Equal(0, histogram.First);
        Assert.Equal((18 * LogHistogram.BinsPerDecade) + 1, histogram.Counts.Count);
        Assert.All(
            histogram.Counts.Index(),
            bin => Assert.Equal(bin.Index % LogHistogram.BinsPerDecade == 0 ? 1 : 0, bin.Item));
        Assert.Equal([2, 0, 0, 1], LogHistogram.Of([1000, 1700, 9999]).Counts);
        Assert.Equal([1], LogHistogram.Of([long.MaxValue]).Counts);
        Assert.Throws<ArgumentOutOfRangeException>(() => LogHistogram.Of([0]));
    }

    private static string[][] Rows(ResultSet results)
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
        return
        [
            .. page.QuerySelectorAll("#table-worst-pauses tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
        ];
    }
}
