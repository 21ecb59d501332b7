using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class ExclusionsSectionTests
{
    private static readonly SampleShape s_shape = new()
    {
        Configs = ["cpython", "pypy"],
        Workloads = ["one", "two"],
        Invocations = 3,
        WarmUpIterations = 2,
        WithFailures = false,
    };

    [Fact]
    public void Everything_that_ran_and_does_not_count_is_named_with_its_reason()
    {
        ResultSet results = SampleResults.Create(s_shape);
        InvocationRow[] invocations =
        [
            .. results.Invocations.Select(row => (row.Config, row.Workload, row.Invocation) switch
            {
                ("pypy", "two", 1) => row with { Status = CellStatus.Oom, Error = "<b>no</b> room" },
                ("pypy", "two", _) => row with { Status = CellStatus.NotApplicable, Error = null },
                _ => row,
            }),
        ];
        WorkRow counted = results.Work[0] with { Invocation = s_shape.Invocations };
        results = results with { Invocations = invocations, Work = [counted, counted with { Metric = "other" }] };

        string[][] reasons = Rows(results, "exclusions");
        Assert.Equal(
            [
                ("out of memory", "1", "–"),
                ("not applicable", "2", "–"),
                ("warm-up iteration", "–", "24"),
                ("twin of the A/A pair", "3", "–"),
                ("run with counting probes", "1", "–"),
                ("canary", results.Canary.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "–"),
            ],
            reasons.Select(row => (row[0], row[1], row[2])));

        string[][] each = Rows(results, "exclusions-each");
        string[] failed = each.Single(row => row[2] == "out of memory");
        Assert.Equal(("two", "pypy", "<b>no</b> room"), (failed[0], failed[1], failed[6]));
        Assert.All(each.Where(row => row[2] == "not applicable"), row => Assert.Equal("–", row[4]));
        Assert.Equal(3 + 4 + 3 + 1 + results.Canary.Count, each.Length);
    }

    [Fact]
    public void Invocations_that_never_ran_are_counted()
    {
        ResultSet results = SampleResults.Create(s_shape) with { PlannedInvocations = 17 };

        Assert.Equal(["not run", "5"], Rows(results, "exclusions")[^1][..2], StringComparer.Ordinal);
    }

    [Fact]
    public void A_run_of_which_all_counts_says_so()
    {
        ResultSet results = SampleResults.Create(s_shape with { WarmUpIterations = 0 }) with
        {
            Canary = [],
            Twins = [],
            Work = [],
            Machine = [],
        };

        Assert.Null(new ExclusionsSection().Build(new ReportModel(results)));
    }

    private static string[][] Rows(ResultSet results, string table)
    {
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
        return
        [
            .. page.QuerySelectorAll($"#table-{table} tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
        ];
    }
}
