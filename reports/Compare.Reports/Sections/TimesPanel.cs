using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports.Sections;

/// <summary>The bars of one workload: wall time of each config, split into mutator and collector, with its interval.</summary>
/// <param name="Case">The workload under its heap limit.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="End">Time at the right end of the scale, in ns.</param>
internal sealed record TimesPanel(ReportCase Case, IReadOnlyList<ReportCell> Cells, double End)
{
    /// <summary>Writes the panel.</summary>
    public static void Write(Markup html, TimesPanel panel)
    {
        html.Add($"""
            <div class="card panel" data-case="{panel.Case.Index}" role="group" aria-label="{panel.Case.Label}">
              <h3>{panel.Case.Label}</h3>

            """);
        foreach (ReportCell cell in panel.Cells)
        {
            panel.WriteBar(html, cell);
        }

        html.Add($"</div>\n");
    }

    private void WriteBar(Markup html, ReportCell cell)
    {
        Estimate? wall = cell.Value(Reading.Wall);
        double? share = Reading.CollectorShare(cell);
        html.Add($"""
              <div class="bar-row" data-config="{cell.Config.Index}">
                <div class="bar-name">{new RawHtml(Key.Of(cell.Config))}<span>{cell.Config.Name}</span></div>
                <div class="bar-value">
            """);
        if (wall is { } value)
        {
            string interval = value.HasInterval ? Quantity.IntervalOfUnit(value.Low!.Value, value.High!.Value, "ns") : string.Empty;
            html.Add($"<b>{Quantity.Time(value.Value)}</b> <small>{interval}</small>");
        }
        else
        {
            bool isNeutral = cell.Status is null or CellStatus.Ok or CellStatus.NotApplicable;
            html.Add($"<em{new RawHtml(isNeutral ? " class=\"neutral\"" : string.Empty)}>{Words.Status(cell.Status)}</em>");
        }

        html.Add($"""
            </div>
                <div class="bar-track hue-{cell.Config.Style.Hue}">
            """);
        if (wall is { } time)
        {
            double length = time.Value / End;
            html.Add($"""<i class="mutator" style="width:{Css.Share(length * (1 - (share ?? 0)))}"></i>""");
            html.Add($"""<i class="collector" style="width:{Css.Share(length * (share ?? 0))}"></i>""");
            if (time.HasInterval)
            {
                (double low, double high) = (time.Low!.Value / End, time.High!.Value / End);
                html.Add($"""<i class="whisker" style="left:{Css.Share(low)};width:{Css.Share(high - low)}"></i>""");
            }
        }

        html.Add($"""
            </div>
                <div class="bar-share quiet">{(share is null ? string.Empty : $"{Quantity.Percent(share)} collector")}</div>
              </div>

            """);
    }
}
