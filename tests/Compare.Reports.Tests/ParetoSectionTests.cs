using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class ParetoSectionTests
{
    private const int PeakMemory = 7;
    private const int MeanMemory = 8;

    private static readonly SampleShape s_shape = new()
    {
        Configs = ["cpython", "pypy", "clr", "semispace"],
        Workloads = ["one", "two"],
        Invocations = 2,
        WithFailures = false,
    };

    [Fact]
    public void An_engine_that_another_beats_in_both_names_it()
    {
        string[][] rows = Rows(With(Costs(
            ("cpython", 1000, 100), ("pypy", 500, 200), ("clr", 600, 300), ("semispace", 2000, 100))));

        string[][] one = [.. rows.Where(row => row[0] == "one")];
        Assert.Equal(
            ["on the front", "on the front", "beaten by pypy", "beaten by cpython"],
            one.Select(row => row[PeakMemory]),
            StringComparer.Ordinal);
        Assert.All(one, row => Assert.Equal("not known", row[MeanMemory]));
    }

    [Fact]
    public void Engines_of_the_same_cost_do_not_beat_each_other() =>
        Assert.All(
            Rows(With(Costs(("cpython", 7, 7), ("pypy", 7, 7), ("clr", 7, 7), ("semispace", 7, 7)))),
            row => Assert.Equal("on the front", row[PeakMemory]));

    [Fact]
    public void The_mean_is_of_ratios_over_the_workloads_that_every_engine_finished()
    {
        InvocationRow[] rows =
        [
            .. Costs(("cpython", 1000, 100), ("pypy", 500, 400), ("clr", 1000, 100), ("semispace", 1000, 100)),
        ];
        string[] pypy = Rows(With(rows)).First(row => row[0].StartsWith("Geometric mean of 2", StringComparison.Ordinal) && row[1] == "pypy");
        Assert.Equal(["0.50×", "4.00×"], pypy[2..4], StringComparer.Ordinal);

        InvocationRow[] failed =
        [
            .. rows.Select(row => row is { Config: "clr", Workload: "two" } ? row with { Status = CellStatus.Oom, WallNs = null } : row),
        ];
        string[][] left = Rows(With(failed));
        Assert.DoesNotContain(left, row => row[0].StartsWith("Geometric", StringComparison.Ordinal));
        Assert.Equal("out of memory", left.Single(row => row[0] == "two" && row[1] == "clr")[PeakMemory]);
    }

    [Fact]
    public void A_mark_has_the_size_of_the_99th_percentile_of_pauses_and_knows_the_longest()
    {
        ResultSet results = With(
        [
            .. Costs(("cpython", 1000, 100), ("pypy", 500, 400), ("clr", 1000, 100), ("semispace", 1000, 100)).Select(row =>
                row.Config == "pypy"
                    ? row.Workload == "one"
                        ? row with { PauseP99Ns = 2_000, PauseMaxNs = 9_000 }
                        : row with { PauseP99Ns = 5_000, PauseMaxNs = 7_000 }
                    : row),
        ]);
        JsonElement[] places =
        [
            .. JsonSerializer.SerializeToElement(new ParetoSection().Build(new ReportModel(results))!.Data)
                .GetProperty("places").EnumerateArray(),
        ];
        JsonElement Point(int place, int config) => places[place].GetProperty("points")[config];
        int pypy = new ReportModel(results).Configs.Single(config => config.Name == "pypy").Index;

        // The mean of both workloads comes first, with the largest of each.
        Assert.Equal([5_000, 2_000, 5_000], places.Select((_, place) => Point(place, pypy).GetProperty("pauseP99Ns").GetDouble()));
        Assert.Equal([9_000, 9_000, 7_000], places.Select((_, place) => Point(place, pypy).GetProperty("pauseMaxNs").GetDouble()));
        Assert.Equal(0, Point(1, 0).GetProperty("pauseP99Ns").GetDouble());

        string[] row = Rows(results).Single(row => row[0] == "one" && row[1] == "pypy");
        Assert.Equal(["2.00\u00A0µs", "9.00\u00A0µs"], row[5..7], StringComparer.Ordinal);
    }

    [Fact]
    public void One_engine_alone_has_no_front() =>
        Assert.Null(new ParetoSection().Build(new ReportModel(SampleResults.Create(s_shape with { Configs = ["cpython"] }))));

    private static ResultSet With(InvocationRow[] rows) => SampleResults.Create(s_shape) with
    {
        Invocations = rows,
        Summary = [],
        Costs = [],
        AaPair = [],
    };

    private static InvocationRow[] Costs(params (string Config, long Wall, long Memory)[] costs) =>
    [
        .. from row in SampleResults.Create(s_shape).Invocations
           let cost = costs.Single(cost => cost.Config == row.Config)
           select row with { WallNs = cost.Wall, CommittedPeakBytes = cost.Memory, PauseP99Ns = null, PauseMaxNs = null },
    ];

    private static string[][] Rows(ResultSet results)
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
        return
        [
            .. page.QuerySelectorAll("#table-pareto tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
        ];
    }
}
