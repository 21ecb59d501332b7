using System.Globalization;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Every comparison with the baseline: its verdict, what it rests on, and what it could have found.</summary>
public sealed class VerdictsSection : IReportSection
{
    private static readonly TableColumn[] s_fewColumns =
    [
        .. TableView.CellColumns,
        new("verdict", "Verdict", IsNumeric: false),
        new("ratio", "Ratio"),
        new("p_adjusted", "p, adjusted"),
        new("n_needed", "Invocations needed"),
        new("n", "Invocations"),
    ];

    /// <inheritdoc/>
    public string Id => "verdicts";

    /// <inheritdoc/>
    public string Title => "Verdicts";

    /// <inheritdoc/>
    public string ShortTitle => "Verdicts";

    /// <inheritdoc/>
    public int Order => 35;

    /// <inheritdoc/>
    public string WhenEmpty => "No two configs finished the same workload, or the run is of a version without verdicts.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(SpokenMetric Metric, List<Judgement> Judged)> metrics =
        [
            .. from metric in SpokenMetric.All
               let judged = model.Cells.Select(cell => Judgement.Of(cell, metric)).OfType<Judgement>().ToList()
               where judged.Count > 0
               select (metric, judged),
        ];
        if (metrics.Count == 0)
        {
            return null;
        }

        SummaryRow first = metrics[0].Judged[0].Row;
        return new SectionContent(new
        {
            First = View(model, metrics[0].Metric, metrics[0].Judged),
            Others = metrics.Skip(1).Select(other => View(model, other.Metric, other.Judged)).ToList(),
            Pair = AaSentence.Of(model.Results.AaPair),
            model.IsGreyed,
            Tolerance = Percentages.Format(first.Tolerance ?? VerdictRule.DefaultTolerance),
            LeastEffect = Percentages.Format((first.Tolerance ?? VerdictRule.DefaultTolerance) / 2),
            Rate = Percentages.Format(VerdictRule.FalseDiscoveryRate),
            Power = Percentages.Format(InvocationPlanner.Power),
            Fewest = MedianEstimator.FewestForInterval,
            Comparisons = Words.Number(metrics[0].Judged.Count, "comparison", "comparisons"),
        });
    }

    // What a verdict rests on is told of the first metric; the others are the evidence of the findings, and whole in the CSV.
    private static object View(ReportModel model, SpokenMetric metric, List<Judgement> judged)
    {
        VerdictTally tally = VerdictTally.Of(judged.Select(one => one.Row));
        TableView table = metric.IsOfConfig
            ? new(
                metric.TableId,
                $"{Words.Metric(metric.Metric)} against {model.Results.Baseline}; every measure is in summary.csv",
                Columns(judged[0].Row.Unit),
                [.. judged.Select(one => TableRow.Of(one.Cell, Cells(one.Row)) with { Id = metric.RowId(one.Cell) })])
            : new(
                metric.TableId,
                $"{Words.Metric(metric.Metric)} against {model.Results.Baseline}; what the verdicts rest on is in summary.csv",
                s_fewColumns,
                [.. judged.Select(one => TableRow.Of(one.Cell, FewCells(one.Row)) with { Id = metric.RowId(one.Cell) })]);
        return new { Title = $"{Words.Metric(metric.Metric)}: {tally.Words}", TableHtml = table.ToHtml() };
    }

    private static IReadOnlyList<TableColumn> Columns(string unit) =>
    [
        .. TableView.CellColumns,
        new("verdict", "Verdict", IsNumeric: false),
        new("ratio", "Ratio"),
        new("p_adjusted", "p, adjusted"),
        new("equivalence_p_adjusted", "p of equivalence, adjusted"),
        new($"shift_{unit}", "Shift"),
        new("a12", "A₁₂"),
        new("cliffs_delta", "Cliff’s δ"),
        new("detectable_effect", "Detectable difference"),
        new("n_needed", "Invocations needed"),
        new("n", "Invocations"),
        new("outliers", "Outliers"),
        new("verdict_reason", "Why", IsNumeric: false),
    ];

    private static IEnumerable<TableCell> Cells(SummaryRow row)
    {
        yield return VerdictOf(row);
        yield return RatioOf(row);
        yield return Probability(row.AdjustedPValue);
        yield return Probability(row.EquivalenceAdjustedPValue);
        yield return Signed(row);
        yield return Number(row.Superiority, "F2");
        yield return Number(row.CliffsDelta, "F2") with { Small = row.EffectSize ?? string.Empty };
        yield return new TableCell(
            row.DetectableEffect is { } effect ? "±" + Quantity.Percent(effect) : Quantity.NotAvailable,
            Raw(row.DetectableEffect));
        yield return TableCell.Count(row.InvocationsNeeded);
        yield return TableCell.Count(row.N);
        yield return TableCell.Count(row.Outliers) with
        {
            Small = row.OutlierInvocations is { } numbers
                ? $"no. {numbers.Replace(" ", ", ", StringComparison.Ordinal)}"
                : string.Empty,
        };
        yield return TableCell.Of(row.VerdictReason);
    }

    private static IEnumerable<TableCell> FewCells(SummaryRow row) =>
    [
        VerdictOf(row), RatioOf(row), Probability(row.AdjustedPValue), TableCell.Count(row.InvocationsNeeded), TableCell.Count(row.N),
    ];

    private static TableCell VerdictOf(SummaryRow row)
    {
        bool greyed = row.Greyed == true;
        string mark = Words.Mark(row.Verdict, row.Ratio < 1 || (row.Ratio is null && row.Shift < 0), greyed);
        return new TableCell(
            $"{mark} {Words.Verdict(row.Verdict)}", Words.Verdict(row.Verdict), greyed ? "greyed" : string.Empty);
    }

    private static TableCell RatioOf(SummaryRow row) => TableCell.Ratio(row.Ratio) with
    {
        Small = row is { RatioLow: { } low, RatioHigh: { } high } ? Quantity.RatioInterval(low, high) : string.Empty,
    };

    private static TableCell Signed(SummaryRow row)
    {
        string text = row.Shift is { } shift
            ? (shift < 0 ? "−" : shift > 0 ? "+" : string.Empty) + Quantity.OfUnit(Math.Abs(shift), row.Unit)
            : Quantity.NotAvailable;
        return new TableCell(text, Raw(row.Shift));
    }

    private static TableCell Probability(double? p) => new(
        p switch
        {
            null => Quantity.NotAvailable,
            < 0.0001 => "<0.0001",
            { } value => value.ToString("0.####", CultureInfo.InvariantCulture),
        },
        Raw(p));

    private static TableCell Number(double? value, string format) =>
        new(value?.ToString(format, CultureInfo.InvariantCulture) ?? Quantity.NotAvailable, Raw(value));

    private static string Raw(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
