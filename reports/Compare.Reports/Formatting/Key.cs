using System.Globalization;
using Compare.Reports.Model;

namespace Compare.Reports.Formatting;

/// <summary>Draws the key of a config beside its name: a piece of its line with its marker, as inline SVG.</summary>
internal static class Key
{
    public static string Of(ReportConfig config)
    {
        LineStyle style = config.Style;
        string dash = string.Join(' ', style.Dash.Select(length => length.ToString(CultureInfo.InvariantCulture)));
        string fill = style.Hollow ? "var(--card)" : "currentColor";
        return $"<svg class=\"key hue-{style.Hue}\" viewBox=\"0 0 28 12\" width=\"28\" height=\"12\" aria-hidden=\"true\">"
            + $"<path d=\"M0 6H28\" stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"{dash}\" fill=\"none\"/>"
            + $"<path d=\"{Shape(style.Marker)}\" fill=\"{fill}\" stroke=\"currentColor\"/></svg>";
    }

    // The same shapes as the chart library's symbols of these names, in a box of 8 around (14, 6).
    private static string Shape(string marker) => marker switch
    {
        "rect" => "M10 2h8v8h-8z",
        "triangle" => "M14 2l4.5 8h-9z",
        "diamond" => "M14 1l4 5-4 5-4-5z",
        "pin" => "M14 11l-3.4-5.4a4 4 0 1 1 6.8 0z",
        "arrow" => "M14 1l4 10-4-3-4 3z",
        "roundRect" => "M12 3h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1z",
        "cross" => "M12.8 2h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8v-2.4h2.8z",
        _ => "M14 2a4 4 0 1 1 0 8 4 4 0 1 1 0-8z",
    };
}
