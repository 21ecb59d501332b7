using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class HeapSizeMeansTests
{
    private const long Base = 1 << 20;

    private static readonly SampleShape s_shape = new()
    {
        Configs = ["cpython", "pypy"],
        Workloads = ["one", "two"],
        Invocations = 1,
        WithFailures = false,
    };

    // The least of workload one is 100, that of two is 1000.
    private static readonly (string Config, string Workload, decimal? Point, long WallNs)[] s_costs =
    [
        ("cpython", "one", 1, 800), ("cpython", "two", 1, 2000), ("cpython", "one", 2, 200), ("cpython", "two", 2, 8000),
        ("pypy", "one", 1, 400), ("pypy", "two", 1, 1000), ("pypy", "one", 2, 100), ("pypy", "two", 2, 9000),
    ];

    private static readonly IEqualityComparer<double?> s_near = EqualityComparer<double?>.Create((one, other) =>
        one is null || other is null ? one == other : Math.Abs(one.Value - other.Value) < 1e-9);

    [Fact]
    public void The_mean_is_of_ratios_to_the_least_cost_of_each_workload()
    {
        JsonElement[] series = Series(Run(s_costs));

        // √(8 · 2) = 4 and √(2 · 8) = 4; √(4 · 1) = 2 and √(1 · 9) = 3.
        Assert.Equal([[1, 2], [1, 2]], series.Select(Places));
        Assert.Equal([4, 4], Values(series[0]), s_near);
        Assert.Equal([2, 3], Values(series[1]), s_near);
    }

    [Fact]
    public void An_engine_that_did_not_finish_a_workload_has_a_gap_that_names_it_and_the_other_keeps_its_mean()
    {
        ResultSet results = Run(s_costs, ("cpython", "two", 1, CellStatus.Oom));
        JsonElement[] series = Series(results);

        Assert.Equal([null, 4], Values(series[0]), s_near);
        Assert.Equal("out of memory: two", series[0].GetProperty("gap")[0].GetString());
        Assert.Equal([2, 3], Values(series[1]), s_near);

        string[][] rows = Rows(results);
        Assert.Equal(["1×", "n/a"], rows[0][1..3], StringComparer.Ordinal);
        Assert.Equal("out of memory: two", rows[0][^1]);
        Assert.Equal(["2×", "4.00×"], rows[1][1..3], StringComparer.Ordinal);
    }

    [Fact]
    public void A_size_at_which_a_workload_was_not_run_is_a_gap()
    {
        JsonElement[] series = Series(Run([.. s_costs, ("pypy", "one", 3, 100), ("cpython", "two", 4, 1000)]));

        Assert.Equal([4, 4, null], Values(series[0]), s_near);
        Assert.Equal("not run: one", series[0].GetProperty("gap")[2].GetString());
        Assert.Equal([1, 2, 3], Places(series[1]));
        Assert.Equal("not run: two", series[1].GetProperty("gap")[2].GetString());
    }

    [Fact]
    public void An_engine_without_limit_has_one_mean_for_all_sizes()
    {
        JsonElement[] series = Series(Run([.. s_costs[..4], ("pypy", "one", null, 100), ("pypy", "two", null, 4000)]));

        // Without pypy's limits the least of workload two is cpython's 2000: √(8 · 1), √(2 · 4) and √(1 · 2).
        Assert.Equal([Math.Sqrt(8), Math.Sqrt(8)], Values(series[0]), s_near);
        Assert.Equal(JsonValueKind.Null, Assert.Single(series[1].GetProperty("place").EnumerateArray()).ValueKind);
        Assert.Equal([Math.Sqrt(2)], Values(series[1]), s_near);
    }

    [Fact]
    public void Outside_a_sweep_sizes_are_bytes()
    {
        ResultSet sweep = Run(s_costs);
        InvocationRow[] rows = Bytes(sweep);
        ResultSet results = sweep with { Invocations = rows, Summary = SampleSummary.Of(rows, "cpython") };
        JsonElement[] series = Series(results);

        Assert.Equal([Base, 2 * Base], Places(series[0]));
        Assert.Equal([4, 4], Values(series[0]), s_near);
    }

    [Fact]
    public void Intervals_of_the_workloads_make_that_of_the_mean_and_too_few_invocations_make_none()
    {
        SampleShape shape = s_shape with { Heaps = [Base, 2 * Base], Invocations = 5 };
        JsonElement[] points = Points(SampleResults.Create(shape));
        Assert.Equal(4, points.Length);
        Assert.All(points, point => Assert.InRange(point[0].GetDouble(), point[1].GetDouble(), point[2].GetDouble()));

        Assert.All(
            Points(SampleResults.Create(shape with { Invocations = 2 })),
            point => Assert.Equal(JsonValueKind.Null, point[1].ValueKind));
    }

    [Fact]
    public void One_workload_alone_has_no_mean()
    {
        ResultSet results = Run([.. s_costs.Where(cost => cost.Workload == "one")]);

        Assert.Equal(JsonValueKind.Null, Data(results).GetProperty("mean").ValueKind);
        IHtmlDocument page = Page(results);
        Assert.NotNull(page.QuerySelector("figure[data-chart=heap-sizes]"));
        Assert.Null(page.QuerySelector("figure[data-chart=heap-sizes-mean]"));
    }

    // Limits differ by workload, as in a sweep: those of the second are ten times those of the first.
    private static ResultSet Run(
        (string Config, string Workload, decimal? Point, long WallNs)[] costs,
        params (string Config, string Workload, decimal Point, CellStatus Status)[] failures)
    {
        ResultSet sample = SampleResults.Create(s_shape);
        InvocationRow pattern = sample.Invocations[0];
        InvocationRow[] rows =
        [
            .. costs.Select((cost, order) =>
            {
                (string, string, decimal?) key = (cost.Config, cost.Workload, cost.Point);
                CellStatus status = failures.FirstOrDefault(one => (one.Config, one.Workload, (decimal?)one.Point) == key).Status;
                return pattern with
                {
                    Engine = cost.Config,
                    Config = cost.Config,
                    Workload = cost.Workload,
                    Order = order,
                    HeapPoint = cost.Point,
                    HeapBytes = cost.Point is { } point ? (long)(point * Base) * (cost.Workload == "two" ? 10 : 1) : null,
                    Status = status,
                    WallNs = status == CellStatus.Ok ? cost.WallNs : null,
                };
            }),
        ];
        return sample with { Invocations = rows, Summary = SampleSummary.Of(rows, "cpython"), Costs = [], AaPair = [] };
    }

    private static InvocationRow[] Bytes(ResultSet sweep) =>
        [.. sweep.Invocations.Select(row => row with { HeapPoint = null, HeapBytes = (long)(row.HeapPoint!.Value * Base) })];

    private static JsonElement Data(ResultSet results) =>
        JsonSerializer.SerializeToElement(new HeapSizesSection().Build(new ReportModel(results))!.Data);

    private static JsonElement[] Series(ResultSet results) =>
        [.. Data(results).GetProperty("mean").GetProperty("series").EnumerateArray()];

    private static JsonElement[] Points(ResultSet results) =>
        [.. Series(results).SelectMany(one => one.GetProperty("values")[0].EnumerateArray())];

    private static IEnumerable<double> Places(JsonElement series) =>
        series.GetProperty("place").EnumerateArray().Select(place => place.GetDouble());

    private static IEnumerable<double?> Values(JsonElement series) =>
        series.GetProperty("values")[0].EnumerateArray()
            .Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value[0].GetDouble());

    private static IHtmlDocument Page(ResultSet results) => new HtmlParser().ParseDocument(new HtmlReport().Render(results));

    private static string[][] Rows(ResultSet results) =>
    [
        .. Page(results).QuerySelectorAll("#table-heap-sizes-mean tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
    ];
}
