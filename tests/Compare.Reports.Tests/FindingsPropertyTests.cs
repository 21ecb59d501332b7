using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;
using CsCheck;

namespace Compare.Reports.Tests;

/// <summary>Whatever a summary holds, a word of direction has a verdict of that direction behind it; CsCheck prints the seed.</summary>
public sealed partial class FindingsPropertyTests
{
    private const int Pages = 8;

    private static readonly string[] s_less = ["faster", "smaller", "lower", "shorter"];

    private static readonly ResultSet s_base = SampleResults.Create(new SampleShape
    {
        Configs = ["cpython", "faster`*|<b>", "slower\n\"]( longer @x"],
        Workloads = ["larger:a=1", "larger:a=2", "</script><li>"],
        Invocations = 4,
        MeasuredIterations = 1,
        EventsPerIteration = 2,
        WithFailures = false,
    });

    /// <summary>A verdict with a ratio, which may contradict it: files are edited by hand, too.</summary>
    private static readonly Gen<SummaryRow> s_judged = Gen.Select(
        Gen.Int[0, 4],
        Gen.Double[-3, 3],
        Gen.Double[0, 0.5],
        Gen.Int[0, 9],
        Gen.Int[5, 9999].Nullable(),
        (verdict, log, width, odd, needed) => new SummaryRow
        {
            Engine = string.Empty,
            Config = string.Empty,
            Workload = string.Empty,
            Metric = string.Empty,
            Unit = string.Empty,
            Direction = string.Empty,
            Planned = 4,
            N = 4,
            Failed = 0,
            Status = CellStatus.Ok,
            Verdict = verdict switch
            {
                0 => null,
                1 => Verdict.Equivalent,
                2 => Verdict.Inconclusive,
                _ => (log < 0) == (odd != 0) ? Verdict.Better : Verdict.Worse,
            },
            Ratio = odd == 1 ? null : Math.Exp(log),
            RatioLow = odd <= 2 ? null : Math.Exp(log - width),
            RatioHigh = odd <= 2 ? null : Math.Exp(log + width),
            Shift = odd == 1 ? log * 1e6 : null,
            InvocationsNeeded = needed,
        });

    private static readonly Gen<ResultSet> s_runs = s_judged.Array[s_base.Summary.Count].Select(rows => s_base with
    {
        Summary =
        [
            .. s_base.Summary.Zip(rows, (row, judged) => row.Config == s_base.Baseline ? row : row with
            {
                Verdict = judged.Verdict,
                Ratio = judged.Ratio,
                RatioLow = judged.RatioLow,
                RatioHigh = judged.RatioHigh,
                Shift = judged.Shift,
                InvocationsNeeded = judged.InvocationsNeeded,
            }),
        ],
    });

    [Fact]
    public void On_a_workload_every_direction_is_that_of_a_verdict_with_its_interval() => s_runs.Sample(results =>
    {
        ReportModel model = new(results);
        List<(ReportCell Cell, SpokenMetric Metric)> spoken = [];
        foreach (FindingGroup group in Findings.ByWorkload(model))
        {
            foreach (Finding finding in group.Findings)
            {
                foreach (FindingSentence sentence in (FindingSentence[])[finding.Sentence, .. finding.Further])
                {
                    ReportCell cell = model.Cell(model.Configs[finding.ConfigIndex], model.Cases[group.CaseIndex]);
                    SpokenMetric metric = SpokenMetric.All.Single(each =>
                        sentence.Parts.Any(part => part.Fragment == each.RowId(cell)));
                    AssertOne(cell.Summaries[metric.Metric], metric, sentence);
                    spoken.Add((cell, metric));
                }
            }
        }

        // Nothing that was decided is passed over, and nothing is said twice.
        Assert.Equal(
            model.Cells.Sum(cell => SpokenMetric.All.Count(metric =>
                cell.Summaries.GetValueOrDefault(metric.Metric)?.Verdict is not null && cell.Config != model.Baseline
                    && !Judgement.IsRepeated(metric, [cell]))),
            spoken.Distinct().Count());
        Assert.Equal(spoken.Count, spoken.Distinct().Count());
    });

    [Fact]
    public void Over_all_workloads_every_direction_and_its_count_is_that_of_the_verdicts() => s_runs.Sample(results =>
    {
        ReportModel model = new(results);
        foreach (Finding finding in Findings.Overall(model).SelectMany(group => group.Findings))
        {
            ReportConfig config = model.Configs[finding.ConfigIndex];
            foreach (FindingSentence sentence in (FindingSentence[])[finding.Sentence, .. finding.Further])
            {
                string text = Own(sentence);
                SpokenMetric? metric = SpokenMetric.All.FirstOrDefault(each => sentence.Parts.Any(part =>
                    part.Fragment == "table-" + each.TableId
                    || model.Cases.Any(@case => part.Fragment == each.RowId(model.Cell(config, @case)))));
                if (metric is null)
                {
                    Assert.DoesNotMatch(Directional(), text);
                    continue;
                }

                SummaryRow[] rows =
                [
                    .. model.Cases.Select(@case => model.Cell(config, @case).Summaries[metric.Metric])
                        .Where(row => row.Verdict is not null),
                ];
                foreach (Match match in Directional().Matches(text))
                {
                    bool isLess = s_less.Contains(match.Value, StringComparer.Ordinal);
                    int expected = rows.Count(row => Is(row, isLess));
                    Match count = Counted().Match(text[match.Index..]);
                    int claimed = count.Success && count.Index == 0
                        ? int.Parse(count.Groups["n"].Value, CultureInfo.InvariantCulture)
                        : rows.Length;
                    Assert.Equal(expected, claimed);
                }
            }
        }
    });

    [Fact]
    public void A_run_that_is_greyed_says_would_wherever_it_names_a_direction() => s_runs.Sample(results =>
    {
        SummaryRow differing = s_base.Summary[0] with { Verdict = Verdict.Worse, PValue = 0.001, Ratio = 1.5, RatioLow = 1.4, RatioHigh = 1.6 };
        ReportModel model = new(results with { AaPair = [differing] });
        foreach (Finding finding in Findings.Overall(model).Concat(Findings.ByWorkload(model)).SelectMany(group => group.Findings))
        {
            foreach (FindingSentence sentence in (FindingSentence[])[finding.Sentence, .. finding.Further])
            {
                Assert.Equal("open", sentence.Kind);
                Assert.True(
                    !Directional().IsMatch(Own(sentence)) || Own(sentence).Contains("would be", StringComparison.Ordinal), sentence.Text);
            }
        }
    });

    [Fact]
    public void Every_link_finds_its_row_whatever_the_names_are() => s_runs.Sample(
        results =>
        {
            IHtmlDocument page = new HtmlParser().ParseDocument(new HtmlReport().Render(results));
            string[] links = [.. page.QuerySelectorAll("#findings a").Select(link => link.GetAttribute("href")!)];

            Assert.NotEmpty(links);
            Assert.All(links, link => Assert.NotNull(page.GetElementById(link[1..])));
            Assert.Equal(
                page.QuerySelectorAll("[id]").Length,
                page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct(StringComparer.Ordinal).Count());
            Assert.Empty(page.QuerySelectorAll("#findings b b, #findings script"));
        },
        iter: Pages,
        threads: 1);

    private static void AssertOne(SummaryRow row, SpokenMetric metric, FindingSentence sentence)
    {
        string text = Own(sentence);
        MatchCollection words = Directional().Matches(text);
        if (!Is(row, isLess: true) && !Is(row, isLess: false))
        {
            Assert.Empty(words);
            Assert.DoesNotContain(sentence.Kind, (string[])["better", "worse"]);
            Assert.Contains(
                row.Verdict switch
                {
                    Verdict.Equivalent => "within ±2%",
                    Verdict.Inconclusive => "decide",
                    _ => "contradicts",
                },
                text,
                StringComparison.Ordinal);
            return;
        }

        bool isLess = Is(row, isLess: true);
        Assert.Equal(isLess ? metric.Less : metric.More, Assert.Single(words).Value);
        Assert.Equal(row.Verdict == Verdict.Better ? "better" : "worse", sentence.Kind);
        if (row.Ratio is { } ratio)
        {
            Assert.Contains(Quantity.Ratio(isLess ? 1 / ratio : ratio), text, StringComparison.Ordinal);
        }

        if (row is { RatioLow: { } low, RatioHigh: { } high })
        {
            string interval = isLess ? Quantity.RatioInterval(1 / high, 1 / low) : Quantity.RatioInterval(low, high);
            Assert.Contains(high > low * (1 + 1e-9) ? $"[{interval}]" : "[±0]", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Whether a row shows that its value is the smaller (or the larger); every metric here is better when lower.</summary>
    private static bool Is(SummaryRow row, bool isLess) =>
        row.Verdict == (isLess ? Verdict.Better : Verdict.Worse)
        && (row.Ratio - 1 ?? row.Shift) is { } difference
        && (isLess ? difference < 0 && !(row.RatioHigh >= 1) : difference > 0 && !(row.RatioLow <= 1));

    private static string Own(FindingSentence sentence) =>
        string.Concat(sentence.Parts.Select(part => part.IsName ? "NAME" : part.Text));

    [GeneratedRegex(@"\b(faster|slower|smaller|larger|lower|higher|shorter|longer)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Directional();

    [GeneratedRegex(@"^\w+( than NAME)? on (?<n>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counted();
}
