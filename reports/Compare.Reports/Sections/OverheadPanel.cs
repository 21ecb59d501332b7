using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports.Sections;

/// <summary>The bars of one workload: cost of each config over the lower bound, in wall and CPU time.</summary>
/// <param name="Case">The workload under its heap limit.</param>
/// <param name="Cells">Its cells that have costs.</param>
/// <param name="End">Overhead at the right end of the scale.</param>
/// <param name="Bounds">What the bounds are, in a sentence for each clock.</param>
internal sealed record OverheadPanel(ReportCase Case, IReadOnlyList<CellCosts> Cells, double End, string Bounds)
{
    /// <summary>Writes the panel.</summary>
    public static void Write(Markup html, OverheadPanel panel)
    {
        html.Add($"""
            <div class="card panel" data-case="{panel.Case.Index}" role="group" aria-label="{panel.Case.Label}">
              <h3>{panel.Case.Label}</h3>

            """);
        foreach (CellCosts costs in panel.Cells)
        {
            ReportConfig config = costs.Cell.Config;
            html.Add($"""
                  <div class="bar-row" data-config="{config.Index}">
                    <div class="bar-name">{new RawHtml(Key.Of(config))}<span>{config.Name}</span></div>
                    <div class="bar-value"></div>

                """);
            panel.WriteBar(html, config, "wall", costs[CostMetrics.WallOverhead], costs[CostMetrics.PauseShare]?.Value ?? 0);
            panel.WriteBar(html, config, "CPU", costs[CostMetrics.CpuOverhead], costs[CostMetrics.CollectorCpuShare]?.Value ?? 0);
            html.Add($"  </div>\n");
        }

        html.Add($"""
              <p class="quiet bound-note">{panel.Bounds}</p>
            </div>

            """);
    }

    /// <summary>The interval of a cost; empty for the floor over itself, which is 1 in every resample.</summary>
    public static string Interval(CostRow? row) =>
        row is { Low: { } low, High: { } high } && low < high ? Quantity.RatioInterval(low, high) : string.Empty;

    private void WriteBar(Markup html, ReportConfig config, string clock, CostRow? row, double share)
    {
        html.Add($"""    <div class="bar-track hue-{config.Style.Hue}">""");
        if (row is not null)
        {
            double length = row.Value / End;
            html.Add($"""<i class="mutator" style="width:{Css.Share(length * (1 - share))}"></i>""");
            html.Add($"""<i class="collector" style="width:{Css.Share(length * share)}"></i>""");
            html.Add($"""<i class="bound" style="left:{Css.Share(1 / End)}"></i>""");
            if (row is { Low: { } low, High: { } high } && low < high)
            {
                html.Add($"""<i class="whisker" style="left:{Css.Share(low / End)};width:{Css.Share((high - low) / End)}"></i>""");
            }
        }

        string value = row is null ? Quantity.NotAvailable : Quantity.Ratio(row.Value);
        html.Add($"""
            </div>
                <div class="bar-share"><span class="quiet">{clock}</span> <b>{value}</b> <small class="quiet">{Interval(row)}</small></div>

            """);
    }
}
