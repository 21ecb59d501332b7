using System.Globalization;
using System.Net;
using System.Text;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>A row of bars as high as a line of text, with the same words for those who do not see them.</summary>
internal static class SmallBars
{
    private const int BarWidth = 4;
    private const int BarGap = 1;
    private const int BarHeight = 18;

    /// <summary>Makes the cell of a table.</summary>
    /// <param name="shares">Heights of the bars, 0 to 1.</param>
    /// <param name="words">What they say.</param>
    /// <param name="value">The value that the cell is sorted by.</param>
    public static TableCell Cell(IReadOnlyList<double> shares, string words, double value)
    {
        StringBuilder svg = new();
        string encoded = WebUtility.HtmlEncode(words);
        int width = shares.Count * (BarWidth + BarGap);
        svg.Append("<svg class=\"size-bars\" role=\"img\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{BarHeight}\" ")
            .Append("aria-label=\"").Append(encoded).Append("\"><title>").Append(encoded).Append("</title>");
        foreach ((int index, double share) in shares.Index())
        {
            double height = Math.Max(1, share * BarHeight);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{index * (BarWidth + BarGap)}\" y=\"{BarHeight - height:0.#}\" ");
            svg.Append(CultureInfo.InvariantCulture, $"width=\"{BarWidth}\" height=\"{height:0.#}\"/>");
        }

        svg.Append("</svg>");
        return new TableCell(string.Empty, value.ToString("R", CultureInfo.InvariantCulture), KeyHtml: svg.ToString());
    }
}
