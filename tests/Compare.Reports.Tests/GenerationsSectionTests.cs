using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class GenerationsSectionTests
{
    private const int Survival = 3;
    private const int Share = 5;
    private const int PromotedBytes = 6;
    private const int PromotedObjects = 7;
    private const int PromotedDead = 8;

    private static readonly SampleShape s_shape = new()
    {
        Configs = ["cpython", "pypy", "clr", "semispace"],
        Workloads = ["one"],
        Invocations = 1,
        WarmUpIterations = 1,
        MeasuredIterations = 1,
        WithFailures = false,
    };

    private static readonly ResultSet s_results = SampleResults.Create(s_shape);

    [Fact]
    public void Each_kind_of_engine_is_read_as_it_tells()
    {
        IterationRow measured = s_results.Iterations.First(row => row.Measured);
        string[][] rows = Rows(
            Event("cpython", measured.Iteration) with { VisitedObjects = 2000, FreedObjects = 1500, Generation = 1 },
            Event("pypy", measured.Iteration) with { CopiedBytes = 10, FreedBytes = 90, CopiedObjects = 1, FreedObjects = 3 },
            Event("clr", measured.Iteration) with { Kind = "host", CopiedBytes = 30, BeforeBytes = 1070, AfterBytes = 1000 });

        Assert.Equal(["cpython", "pypy", "clr"], rows.Select(row => row[1]), StringComparer.Ordinal);
        Assert.Equal(["25.0\u00A0%", "10.0\u00A0%", "30.0\u00A0%"], rows.Select(row => row[Survival]), StringComparer.Ordinal);
        Assert.Equal(["objects", "bytes", "bytes"], rows.Select(row => row[Share]), StringComparer.Ordinal);
        Assert.Equal("n/a", rows[0][PromotedBytes]);
        Assert.Equal("n/a", rows[2][PromotedObjects]);
    }

    [Fact]
    public void Warm_up_collections_of_everything_and_cascades_do_not_count()
    {
        int measured = s_results.Iterations.First(row => row.Measured).Iteration;
        int warm = s_results.Iterations.First(row => !row.Measured).Iteration;
        EventRow some = Event("pypy", measured) with { CopiedBytes = 10, FreedBytes = 90 };

        Assert.Null(new GenerationsSection().Build(new ReportModel(With(
            some with { Iteration = warm },
            some with { Kind = "major", Generation = 1 },
            some with { Kind = "cascade", Generation = null },
            some with { Kind = "host", Generation = 2 },
            some with { CopiedBytes = 0, FreedBytes = 0 }))));
    }

    [Fact]
    public void The_sum_weighs_collections_by_what_they_found()
    {
        int measured = s_results.Iterations.First(row => row.Measured).Iteration;
        EventRow some = Event("pypy", measured);
        ResultSet results = With(
            some with { CopiedBytes = 100, FreedBytes = 0 },
            some with { Event = 1, CopiedBytes = 0, FreedBytes = 900, AllocatedBytes = 7 },
            some with { Event = 2, CopiedBytes = 0, FreedBytes = 0 });
        string[] row = Assert.Single(Rows(results));

        Assert.Equal("3", row[2]);
        Assert.Equal("10.0\u00A0%", row[Survival]);
        Assert.Equal("50.0\u00A0%", row[Survival + 1]);
        JsonElement data = JsonSerializer.SerializeToElement(new GenerationsSection().Build(new ReportModel(results))!.Data);
        Assert.Equal([0, 1], Assert.Single(data.EnumerateArray()).GetProperty("survival").EnumerateArray().Select(share => share.GetDouble()).Order());
    }

    [Fact]
    public void What_is_old_and_dead_after_a_collection_and_was_not_before_was_promoted_dead()
    {
        int measured = s_results.Iterations.First(row => row.Measured).Iteration;
        EventRow minor = Event("pypy", measured) with { CopiedBytes = 10, FreedBytes = 90 };
        MemoryRow[] looks =
        [
            // 40 promoted, 10 of them dead.
            Look("before", oldLive: 100, oldFloating: 40), Look("after", oldLive: 130, oldFloating: 50),
            Look("growth", oldLive: 60, oldFloating: 120),

            // A step that only marks, and a sweep.
            Look("before", oldLive: 60, oldFloating: 120), Look("after", oldLive: 60, oldFloating: 120),
            Look("before", oldLive: 60, oldFloating: 120), Look("after", oldLive: 60, oldFloating: 0),

            // 60 promoted, none of them dead.
            Look("before", oldLive: 60, oldFloating: 0), Look("after", oldLive: 120, oldFloating: 0),
        ];
        ResultSet results = With(minor) with { Memory = [.. looks.Select((look, sample) => look with { Sample = sample })] };

        Assert.Equal("10.0\u00A0% 2 looks", Assert.Single(Rows(results))[PromotedDead]);
        Assert.Equal("n/a", Assert.Single(Rows(With(minor) with { Memory = [] }))[PromotedDead]);
        ResultSet untold = results with
        {
            Memory = [.. results.Memory.Select(row => row with { OldLiveBytes = null, OldFloatingBytes = null })],
        };
        Assert.Equal("n/a", Assert.Single(Rows(untold))[PromotedDead]);
    }

    private static MemoryRow Look(string moment, long oldLive, long oldFloating) => new()
    {
        Engine = "pypy",
        Config = "pypy",
        Workload = s_shape.Workloads[0],
        Invocation = 0,
        Sample = 0,
        Moment = moment,
        AllocatedBytes = 0,
        CommittedBytes = 1000,
        OldLiveBytes = oldLive,
        OldFloatingBytes = oldFloating,
    };

    private static EventRow Event(string config, int iteration) => new()
    {
        Engine = config,
        Config = config,
        Workload = s_shape.Workloads[0],
        Invocation = 0,
        Event = 0,
        Iteration = iteration,
        Kind = "minor",
        Cause = "threshold",
        Generation = 0,
        StartNs = 0,
        PauseNs = 1,
        AllocatedBytes = 0,
    };

    private static ResultSet With(params EventRow[] events) => s_results with { Events = RowPacking.Pack(events) };

    private static string[][] Rows(params EventRow[] events) => Rows(With(events));

    private static string[][] Rows(ResultSet results)
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
        return
        [
            .. page.QuerySelectorAll("#table-generations tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
        ];
    }
}
