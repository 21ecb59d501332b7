using System.Globalization;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Fingerprints;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class DemographicsSectionTests
{
    private static readonly SampleShape s_shape = new() { Configs = ["cpython", "pypy"], Invocations = 1, WithFailures = false };

    [Fact]
    public void Figures_of_another_size_than_the_run_s_are_labelled_and_unknown_programs_named()
    {
        string html = new HtmlReport().Render(Run("gcbench", "rings:count=3", "rings", "</script>mine:rings=1"));
        IHtmlDocument page = new HtmlParser().ParseDocument(html);
        string[][] rows =
        [
            .. page.QuerySelectorAll("#table-demographics tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()),
        ];

        Assert.Equal(
            [("gcbench", "these parameters"), ("rings:count=3", "rings, default size"), ("rings", "these parameters")],
            rows.Select(row => (row[0], row[1])));
        Assert.Contains(
            "Not characterised: </script>mine:rings=1.",
            page.QuerySelector("#demographics .lead")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("select[data-control='demographics-sizes.print'] option").Length);
    }

    [Fact]
    public void Programs_that_nobody_characterised_have_no_figures() =>
        Assert.Null(new DemographicsSection().Build(new ReportModel(Run("mine", "gcbenchmark", "Rings"))));

    [Fact]
    public void Scores_go_from_one_to_ten_and_follow_the_value()
    {
        foreach (FingerprintFeature feature in FingerprintFeature.All)
        {
            int[] scores =
            [
                .. SuiteFingerprints.All.OrderBy(feature.Value).Select(print => SuiteFingerprints.ScoreOf(feature.Value(print), feature.Value)),
            ];
            Assert.Equal(scores.Order(), scores);
            Assert.Equal(1, scores[0]);
            Assert.True(scores[^1] <= 10, feature.Name);
        }

        Assert.Equal(10, SuiteFingerprints.ScoreOf(SuiteFingerprints.All.Max(print => print.Turnover), print => print.Turnover));
    }

    [Fact]
    public void Every_program_of_the_suite_has_sizes_and_a_curve_that_falls() =>
        Assert.All(SuiteFingerprints.All, print =>
        {
            // Buffers that grow are among the allocations, beside the objects.
            Assert.True(
                SuiteFingerprints.SizesOf(print).Sum(row => row.Allocations) >= print.AllocatedObjects,
                print.AllocatedObjects.ToString(CultureInfo.InvariantCulture));
            SurvivalRow[] curve = [.. SuiteFingerprints.SurvivalOf(print)];
            Assert.NotEmpty(curve);
            Assert.Equal(curve.Select(row => row.AliveShare).OrderDescending(), curve.Select(row => row.AliveShare));
        });

    [Fact]
    public void Degrees_of_every_program_are_those_of_its_peak() =>
        Assert.All(SuiteFingerprints.All, print =>
        {
            DegreeClassRow[] degrees = [.. SuiteFingerprints.DegreesOf(print)];
            long objects = degrees.Sum(row => row.OutObjects);
            Assert.Equal(objects, degrees.Sum(row => row.InObjects));
            Assert.InRange(objects, 1, print.PeakLiveObjects);
            long least = degrees.Last(row => row.InObjects > 0).LeastReferences;
            Assert.InRange(print.LargestInDegree, least, Math.Max(0, (2 * least) - 1));

            // Every reference leaves an object and leads to one: the mean lies between the ends of the classes.
            double references = print.MeanOutDegree * objects;
            long leastOut = degrees.Sum(row => row.OutObjects * row.LeastReferences);
            long leastIn = degrees.Sum(row => row.InObjects * row.LeastReferences);
            Assert.InRange(references, Math.Max(leastOut, leastIn) - 1, (2 * Math.Min(leastOut, leastIn)) + 1);
        });

    [Fact]
    public void Degrees_stand_in_the_table_in_words()
    {
        DegreeClassRow[] degrees = [.. SuiteFingerprints.DegreesOf(SuiteFingerprints.Find("gcbench")!)];
        IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(Run("gcbench")));
        string[] words =
        [
            .. page.QuerySelectorAll("#table-demographics tbody svg.size-bars").Select(bars => bars.GetAttribute("aria-label")!),
        ];
        string out0 = Quantity.Count(degrees[0].OutObjects);
        string in0 = Quantity.Count(degrees[0].InObjects);

        Assert.Equal(2, words.Length);
        Assert.StartsWith($"0: {out0}, 1: {Quantity.Count(degrees[1].OutObjects)}", words[0], StringComparison.Ordinal);
        Assert.StartsWith($"0: {in0}, 1: {Quantity.Count(degrees[1].InObjects)}", words[1], StringComparison.Ordinal);
    }

    private static ResultSet Run(params string[] workloads) => SampleResults.Create(s_shape with { Workloads = workloads });
}
