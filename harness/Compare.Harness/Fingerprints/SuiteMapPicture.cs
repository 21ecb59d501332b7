using System.Globalization;
using System.Text;

namespace Compare.Harness.Fingerprints;

/// <summary>Draws a <see cref="SuiteMap"/> as an SVG with numbered points; it follows the reader's light or dark theme.</summary>
public static class SuiteMapPicture
{
    private const int Width = 760;
    private const int Height = 520;
    private const int Margin = 44;
    private const int Radius = 11;

    private const string Style =
        "text{font:11px system-ui,sans-serif;fill:#333}.n{fill:#fff;font-weight:600;text-anchor:middle}.d{fill:#0072b2}"
        + ".c{fill:#d55e00}.g{stroke:#bbb;stroke-dasharray:3 4}.b{fill:#fff}"
        + "@media(prefers-color-scheme:dark){text{fill:#ddd}.n{fill:#fff}.g{stroke:#555}.b{fill:#16181d}}";

    /// <summary>Draws the map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="marked">Numbers of the workloads to stand out.</param>
    /// <returns>The text of the picture.</returns>
    public static string Draw(SuiteMap map, IReadOnlyCollection<int> marked)
    {
        (double X, double Y)[] places = [.. Enumerable.Range(0, map.Prints.Count).Select(map.Place)];
        double left = places.Min(place => place.X);
        double right = places.Max(place => place.X);
        double low = places.Min(place => place.Y);
        double high = places.Max(place => place.Y);
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\">\n");
        svg.Append("<title>Workloads by the two directions in which they differ most</title>\n");
        svg.Append("<style>").Append(Style).Append("</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"b\" width=\"{Width}\" height=\"{Height}\"/>\n");
        AppendGrid(svg);
        AppendEnds(svg, map);
        for (int i = 0; i < places.Length; i++)
        {
            double x = Scale(places[i].X, left, right, Margin + Radius, Width - Margin - Radius);
            double y = Scale(places[i].Y, low, high, Height - Margin - Radius, Margin + Radius);
            string kind = marked.Contains(i) ? "c" : "d";
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{map.Prints[i].Workload}</title>");
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{kind}\" cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"{Radius}\" fill-opacity=\".82\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"n\" x=\"{x:F1}\" y=\"{y + 4:F1}\">{i + 1}</text></g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendGrid(StringBuilder svg)
    {
        for (int line = 0; line <= SuiteMap.GridSize; line++)
        {
            double x = Margin + ((Width - (2.0 * Margin)) * line / SuiteMap.GridSize);
            double y = Margin + ((Height - (2.0 * Margin)) * line / SuiteMap.GridSize);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"g\" d=\"M{x:F1} {Margin}V{Height - Margin}M{Margin} {y:F1}H{Width - Margin}\"/>\n");
        }
    }

    private static void AppendEnds(StringBuilder svg, SuiteMap map)
    {
        const int FromEdge = 16;
        int middle = Height / 2;
        AppendText(svg, $"← {map.Describe(0, positive: false)}", Margin, Height - FromEdge, "start", 0);
        AppendText(svg, $"{map.Describe(0, positive: true)} →", Width - Margin, Height - FromEdge, "end", 0);
        AppendText(svg, $"{map.Describe(1, positive: true)} ↑", Margin, FromEdge + 6, "start", 0);
        AppendText(svg, $"↓ {map.Describe(1, positive: false)}", FromEdge, middle, "middle", -90);
    }

    private static void AppendText(StringBuilder svg, string text, int x, int y, string anchor, int turn) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" transform=\"rotate({turn} {x} {y})\">{text}</text>\n");

    private static double Scale(double value, double least, double most, double from, double to) =>
        most > least ? from + ((value - least) / (most - least) * (to - from)) : (from + to) / 2;
}
