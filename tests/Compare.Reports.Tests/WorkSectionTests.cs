using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class WorkSectionTests
{
    private static readonly SampleShape s_shape = new()
    {
        Configs = ["cpython", "pypy"],
        Workloads = ["one"],
        Invocations = 4,
        WithFailures = false,
    };

    private static readonly ResultSet s_results = SampleResults.Create(s_shape);

    [Fact]
    public void The_count_that_changed_most_with_the_time_says_why()
    {
        string[] slower = Why(2, Verdict.Worse, ("visited_objects", 10, 120), ("freed_objects", 100, 300), ("reference_stores", 900, 1));
        Assert.Equal(["2.00×", "objects visited: 12.0×, 120 instead of 10", "12.0×"], slower[2..], StringComparer.Ordinal);

        string[] faster = Why(0.5, Verdict.Better, ("visited_objects", 10, 120), ("freed_objects", 100, 0), ("reference_stores", 900, 450));
        Assert.Equal(["0.50×", "objects freed: none instead of 100", "0"], [.. faster[2..4], faster[4].TrimEnd('×')], StringComparer.Ordinal);
    }

    [Fact]
    public void From_nothing_to_little_weighs_less_than_from_much_to_more() =>
        Assert.Equal(
            "objects visited: 100×, 1\u202F000\u202F000 instead of 10\u202F000",
            Why(3, Verdict.Worse, ("visited_objects", 10_000, 1_000_000), ("finalizers_run", 0, 3))[3]);

    [Theory]
    [InlineData(2, Verdict.Inconclusive, 12)]
    [InlineData(2, Verdict.Equivalent, 12)]
    [InlineData(1.01, Verdict.Worse, 12)]
    [InlineData(2, Verdict.Worse, 0.1)]
    [InlineData(2, Verdict.Worse, 1)]
    [InlineData(2, Verdict.Worse, 1.05)]
    public void Nothing_explains_a_time_that_does_not_differ_or_counts_that_go_elsewhere(double time, Verdict verdict, double count) =>
        AssertUnexplained(With(time, verdict, ("visited_objects", 1000, (long)(1000 * count))));

    [Fact]
    public void A_count_of_one_engine_alone_explains_nothing()
    {
        ResultSet results = With(2, Verdict.Worse, ("visited_objects", 10, 120));
        AssertUnexplained(results with
        {
            Work = [.. results.Work.Select(row => row.Config == "pypy" ? row with { Metric = "objects_copied" } : row)],
        });
    }

    private static void AssertUnexplained(ResultSet results)
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
        Assert.Null(page.QuerySelector("#table-work-why"));
        Assert.Contains("No count can say why", page.QuerySelector("#work")!.TextContent, StringComparison.Ordinal);
    }

    private static string[] Why(double time, Verdict verdict, params (string Metric, long Baseline, long Own)[] counts) =>
        Row(With(time, verdict, counts));

    private static ResultSet With(double time, Verdict verdict, params (string Metric, long Baseline, long Own)[] counts) => s_results with
    {
        Summary =
        [
            .. s_results.Summary.Select(row => row is { Config: "pypy", Metric: "wall_ns" }
                ? row with { Ratio = time, RatioLow = null, RatioHigh = null, Verdict = verdict, Greyed = false }
                : row),
        ],
        Work =
        [
            .. counts.SelectMany(count => new[]
            {
                Count("cpython", count.Metric, count.Baseline),

                // The other engine writes the words of the name the other way round.
                Count("pypy", string.Join('_', count.Metric.Split('_').Reverse()), count.Own),
            }),
        ],
    };

    private static WorkRow Count(string config, string metric, long value) => new()
    {
        Engine = config,
        Config = config,
        Workload = s_shape.Workloads[0],
        Invocation = 0,
        Metric = metric.EndsWith("stores", StringComparison.Ordinal) || metric.StartsWith("stores", StringComparison.Ordinal)
            ? "reference_stores"
            : metric is "run_finalizers" ? "finalizers_run" : metric,
        Value = value,
        Unit = "objects",
    };

    private static string[] Row(ResultSet results)
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
        return
        [
            .. Assert.Single(page.QuerySelectorAll("#table-work-why tbody tr")).Children.Select(cell => cell.TextContent.Trim()),
        ];
    }
}
