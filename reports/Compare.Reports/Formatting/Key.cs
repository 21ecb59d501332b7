using System.Globalization;
using System.Text;
using Compare.Reports.Model;

namespace Compare.Reports.Formatting;

/// <summary>Draws the key of a config beside its name: a piece of its line with its marker, as inline SVG.</summary>
internal static class Key
{
    /// <summary>Refers to the key of a config; a page can hold thousands of them.</summary>
    public static string Of(ReportConfig config) =>
        $"<svg class=\"key hue-{config.Style.Hue}\" viewBox=\"0 0 28 12\" width=\"28\" height=\"12\" aria-hidden=\"true\">"
        + $"<use href=\"#key-{config.Index}\"/></svg>";

    /// <summary>Defines the keys of all configs, once a page.</summary>
    public static string Definitions(IEnumerable<ReportConfig> configs)
    {
        StringBuilder svg = new("<svg width=\"0\" height=\"0\" class=\"keys\" aria-hidden=\"true\">");
        foreach (ReportConfig config in configs)
        {
            LineStyle style = config.Style;
            string dash = string.Join(' ', style.Dash.Select(length => length.ToString(CultureInfo.InvariantCulture)));
            string fill = style.Hollow ? "var(--card)" : "currentColor";
            svg.Append(CultureInfo.InvariantCulture, $"<symbol id=\"key-{config.Index}\" viewBox=\"0 0 28 12\">")
                .Append(CultureInfo.InvariantCulture, $"<path d=\"M0 6H28\" stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"{dash}\" fill=\"none\"/>")
                .Append(CultureInfo.InvariantCulture, $"<path d=\"{Shape(style.Marker)}\" fill=\"{fill}\" stroke=\"currentColor\"/></symbol>");
        }

        return svg.Append("</svg>").ToString();
    }

    // The shapes that the charts draw for these names, in a box of 8 around (14, 6).
    private static string Shape(string marker) => marker switch
    {
        "rect" => "M10 2h8v8h-8z",
        "triangle" => "M14 2l4.5 8h-9z",
        "diamond" => "M14 1l4 5-4 5-4-5z",
        "down" => "M9.5 2h9l-4.5 8z",
        "star" => "M14 .8l1.5 3.4 3.7 .4-2.8 2.5 .8 3.6-3.2-1.9-3.2 1.9 .8-3.6-2.8-2.5 3.7-.4z",
        "cross" => "M12.8 2h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8v-2.4h2.8z",
        "bar" => "M12.5 1.5h3v9h-3z",
        _ => "M14 2a4 4 0 1 1 0 8 4 4 0 1 1 0-8z",
    };
}
