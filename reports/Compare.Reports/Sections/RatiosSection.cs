using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports.Sections;

/// <summary>Every workload by every engine as ratios to the baseline, with their geometric mean.</summary>
public sealed class RatiosSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "ratios";

    /// <inheritdoc/>
    public string Title => "Engines against the baseline";

    /// <inheritdoc/>
    public string ShortTitle => "Ratios";

    /// <inheritdoc/>
    public int Order => 30;

    /// <inheritdoc/>
    public string WhenEmpty => "There is no summary of this run, so there are no ratios.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        if (model.Metrics.Count == 0)
        {
            return null;
        }

        SummaryRow metric = model.Metrics.FirstOrDefault(row => row.Metric == Reading.Wall) ?? model.Metrics[0];
        bool lower = metric.Direction != "higher";
        return new SectionContent(
            new
            {
                Baseline = model.Baseline?.Name ?? model.Results.Baseline,
                BaselineIndex = model.Baseline?.Index ?? -1,
                Metric = Words.Metric(metric.Metric),
                Metrics = model.Metrics.Select((row, index) => new
                {
                    Index = index,
                    Label = Words.Metric(row.Metric),
                    IsChosen = row == metric,
                }).ToList(),
                model.IsGreyed,
                Arrow = lower ? "↓ lower is better" : "↑ higher is better",
                Configs = model.Configs.Select(config => new
                {
                    config.Index,
                    config.Name,
                    NameHtml = Names.Html(config.Name),
                    KeyHtml = Key.Of(config),
                    IsBaseline = config == model.Baseline,
                }).ToList(),
                RowsHtml = CaseCards.Html(
                    model,
                    model.Cases.Select(@case => (@case.Index, new RatiosRow(
                        @case, [.. model.Configs.Select(config => CellOf(model, model.Cell(config, @case), metric.Metric))]))),
                    RatiosRow.Write),
                MeansHtml = Means(model, metric.Metric),
            },
            new { metric = Math.Max(0, model.Metrics.ToList().IndexOf(metric)) });
    }

    private static RatioCell CellOf(ReportModel model, ReportCell cell, string metric)
    {
        RatioCell shown = cell.Ratio(metric) is { } ratio
            ? RatioCell.Of(cell.Config, ratio, cell.Summaries[metric], cell.Config == model.Baseline)
            : RatioCell.Missing(
                cell.Config,
                cell.Status == CellStatus.Ok ? Quantity.NotAvailable : Words.Status(cell.Status),
                cell.Status is not (null or CellStatus.Ok or CellStatus.NotApplicable));
        int failed = cell.Invocations.Count(row => row.Status != CellStatus.Ok);
        return failed > 0 && failed < cell.Invocations.Count
            ? shown with { Note = $"{failed} of {cell.Invocations.Count} {Words.Status(cell.Status)}" }
            : shown;
    }

    private static string Means(ReportModel model, string metric)
    {
        Markup html = new();
        foreach (ReportConfig config in model.Configs)
        {
            RatiosRow.WriteCell(html, MeanOf(model, config, metric), "mean ");
        }

        return html.ToString();
    }

    private static RatioCell MeanOf(ReportModel model, ReportConfig config, string metric)
    {
        List<Estimate> ratios =
            [.. model.Cases.Select(@case => model.Cell(config, @case).Ratio(metric)).OfType<Estimate>()];
        if (Estimate.GeometricMean(ratios) is not { } mean)
        {
            return RatioCell.Missing(config, Quantity.NotAvailable, isFailure: false);
        }

        RatioCell cell = RatioCell.Of(config, mean, row: null, config == model.Baseline);
        return ratios.Count == model.Cases.Count
            ? cell
            : cell with { Note = string.Create(CultureInfo.InvariantCulture, $"only {ratios.Count} of {model.Cases.Count}") };
    }
}
