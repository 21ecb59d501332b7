using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports.Sections;

/// <summary>A row of the matrix of ratios.</summary>
/// <param name="Case">The workload under its heap limit.</param>
/// <param name="Cells">A cell for each config.</param>
internal sealed record RatiosRow(ReportCase Case, IReadOnlyList<RatioCell> Cells)
{
    /// <summary>Writes the row.</summary>
    public static void Write(Markup html, RatiosRow row)
    {
        html.Add($"""
            <tr data-case="{row.Case.Index}">
            <th scope="row" data-v="{row.Case.Label}">{new RawHtml(Names.Html(row.Case.Label))}</th>

            """);
        foreach (RatioCell cell in row.Cells)
        {
            WriteCell(html, cell, kind: string.Empty);
        }

        html.Add($"</tr>\n");
    }

    /// <summary>Writes one cell.</summary>
    /// <param name="html">Receives the cell.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="kind">A class beside that of its verdict; empty for none.</param>
    public static void WriteCell(Markup html, RatioCell cell, string kind) => html.Add($"""
        <td class="n ratio {kind}{cell.Verdict} s{cell.Strength}" data-config="{cell.ConfigIndex}" data-v="{cell.Raw}"><span class="mark" aria-hidden="true">{cell.Mark}</span><span class="value">{cell.Text}</span><small class="interval">{cell.Interval}</small><small class="needed">{cell.Needed}</small><small class="note">{cell.Note}</small></td>

        """);
}
