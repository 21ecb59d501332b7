using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class SemanticsSectionTests
{
    private static readonly ResultSet s_results =
        SampleResults.Create(new SampleShape { Configs = ["cpython", "nogc"], Workloads = ["one"], Invocations = 1, WithFailures = false });

    [Fact]
    public void Each_engine_of_the_run_says_what_it_promises()
    {
        ResultSet results = With(
            new EngineFacts { Config = "absent" },
            new EngineFacts
            {
                Config = "nogc",
                PauseBound = "none",
                Barrier = "none",
                FinalizerOrder = "none",
                Delivery = "never",
                Generations = 1,
                HeaderBytes = 16,
                CanPin = true,
            },
            new EngineFacts
            {
                Config = "cpython",
                Reclaims = true,
                ReclaimsCycles = true,
                Prompt = true,
                PauseBound = "<b>later</b>",
                Barrier = "reference_counting",
                WeakClearedBeforeFinalizer = true,
            });

        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
        string[][] rows =
        [
            .. page.QuerySelectorAll("#table-semantics tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
        ];

        Assert.Equal(
            [
                "cpython", "no", "yes", "yes", "<b>later</b>", "n/a", "reference counting", "n/a", "n/a", "n/a", "yes", "no",
            ],
            rows[0],
            StringComparer.Ordinal);
        Assert.Equal(
            [
                "nogc", "no", "no", "reclaims nothing", "nothing: no collections", "1", "none", "16\u00A0B", "none", "never",
                "no weak references", "yes",
            ],
            rows[1],
            StringComparer.Ordinal);
        Assert.Equal(2, rows.Length);
    }

    [Fact]
    public void Results_of_earlier_versions_have_no_such_section() =>
        Assert.Null(new SemanticsSection().Build(new ReportModel(With())));

    private static ResultSet With(params EngineFacts[] engines) => s_results with
    {
        Environment = s_results.Environment with { Engines = engines },
    };
}
