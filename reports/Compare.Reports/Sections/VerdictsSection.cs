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
        if (model.Metrics.Count == 0)
        {
            return null;
        }

        string metric = (model.Metrics.FirstOrDefault(row => row.Metric == Reading.Wall) ?? model.Metrics[0]).Metric;
        List<(ReportCell Cell, SummaryRow Row)> rows =
        [
            .. from cell in model.Cells
               let row = cell.Summaries.GetValueOrDefault(metric)
               where row?.Verdict is not null
               select (cell, row),
        ];
        if (rows.Count == 0)
        {
            return null;
        }

        TableView table = new(
            "verdicts",
            $"{Words.Metric(metric)} against {model.Results.Baseline}; the other measures are in summary.csv",
            Columns(rows[0].Row.Unit),
            [.. rows.Select(pair => TableRow.Of(pair.Cell, Cells(pair.Row)))]);
        return new SectionContent(new
        {
            TableHtml = table.ToHtml(),
            Pair = AaSentence.Of(model.Results.AaPair),
            model.IsGreyed,
            Tolerance = Percentages.Format(rows[0].Row.Tolerance ?? VerdictRule.DefaultTolerance),
            LeastEffect = Percentages.Format((rows[0].Row.Tolerance ?? VerdictRule.DefaultTolerance) / 2),
            Rate = Percentages.Format(VerdictRule.FalseDiscoveryRate),
            Power = Percentages.Format(InvocationPlanner.Power),
            Fewest = MedianEstimator.FewestForInterval,
            Comparisons = Words.Number(rows.Count, "comparison", "comparisons"),
        });
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
        bool greyed = row.Greyed == true;
        string mark = Words.Mark(row.Verdict, row.Ratio < 1 || (row.Ratio is null && row.Shift < 0), greyed);
        yield return new TableCell(
            $"{mark} {Words.Verdict(row.Verdict)}", Words.Verdict(row.Verdict), greyed ? "greyed" : string.Empty);
        yield return TableCell.Ratio(row.Ratio) with
        {
            Small = row is { RatioLow: { } low, RatioHigh: { } high } ? Quantity.RatioInterval(low, high) : string.Empty,
        };
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
