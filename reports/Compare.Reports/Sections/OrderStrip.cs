using System.Globalization;
using System.Net;
using System.Text;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>Draws the order of execution as rows of small squares; an invocation that failed is hollow.</summary>
internal static class OrderStrip
{
    private const int Most = 2000;
    private const int Columns = 80;
    private const int Pitch = 12;

    public static string Draw(ReportModel model, IReadOnlyList<InvocationRow> order)
    {
        Dictionary<string, ReportConfig> configs = model.Configs.ToDictionary(config => config.Name, StringComparer.Ordinal);
        int count = Math.Min(order.Count, Most);
        int rows = (count + Columns - 1) / Columns;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"order\" viewBox=\"0 0 {Columns * Pitch} {rows * Pitch}\" role=\"img\" aria-label=\"Order of execution\">");
        for (int index = 0; index < count; index++)
        {
            InvocationRow row = order[index];
            string title = WebUtility.HtmlEncode(
                $"{row.Order}: {row.Config} on {row.Workload}, invocation {row.Invocation}, {Words.Status(row.Status)}");
            string failed = row.Status == CellStatus.Ok ? string.Empty : " failed";
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"hue-{configs[row.Config].Style.Hue}{failed}\" x=\"{(index % Columns * Pitch) + 1}\" ")
                .Append(CultureInfo.InvariantCulture, $"y=\"{(index / Columns * Pitch) + 1}\" width=\"9\" height=\"9\" rx=\"1.5\"><title>{title}</title></rect>");
        }

        return svg.Append("</svg>").ToString();
    }
}
