using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compare.Reports.Tables;

/// <summary>Writes the rows of tables: there may be a hundred thousand, for which a template is too slow.</summary>
internal static class TableBody
{
    /// <summary>The rows as elements of a table's body.</summary>
    public static string Html(IReadOnlyList<TableColumn> columns, IEnumerable<TableRow> rows)
    {
        StringBuilder html = new();
        foreach (TableRow row in rows)
        {
            string id = row.Id.Length == 0 ? string.Empty : $" id=\"{WebUtility.HtmlEncode(row.Id)}\"";
            html.Append(CultureInfo.InvariantCulture, $"<tr{id} data-config=\"{row.ConfigIndex}\" data-case=\"{row.CaseIndex}\">\n");
            foreach ((int column, TableCell cell) in row.Cells.Index())
            {
                Append(html, cell, isHeading: column == 0, columns[column].IsNumeric);
            }

            html.Append("</tr>\n");
        }

        return html.ToString();
    }

    /// <summary>
    /// The rows for the page's scripts: config, case, id, and for each cell its text where that is also its value, else text, value, addition
    /// and key, as far as there are any.
    /// </summary>
    public static byte[] Json(IEnumerable<TableRow> rows)
    {
        ArrayBufferWriter<byte> json = new();
        using Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartArray();
        foreach (TableRow row in rows)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(row.ConfigIndex);
            writer.WriteNumberValue(row.CaseIndex);
            writer.WriteStringValue(row.Id);
            foreach (TableCell cell in row.Cells)
            {
                Write(writer, cell);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.Flush();
        return json.WrittenSpan.ToArray();
    }

    private static void Append(StringBuilder html, TableCell cell, bool isHeading, bool isNumeric)
    {
        string raw = WebUtility.HtmlEncode(cell.Raw);
        if (isHeading)
        {
            html.Append("<th scope=\"row\" data-v=\"").Append(raw).Append("\">").Append(cell.KeyHtml).Append(cell.TextHtml).Append("</th>\n");
            return;
        }

        html.Append("<td data-v=\"").Append(raw).Append('"')
            .Append(!isNumeric ? string.Empty : cell.IsMissing ? " class=\"n none\"" : " class=\"n\"")
            .Append('>').Append(cell.KeyHtml).Append(WebUtility.HtmlEncode(cell.Text));
        if (cell.Small.Length > 0)
        {
            html.Append(" <small>").Append(WebUtility.HtmlEncode(cell.Small)).Append("</small>");
        }

        html.Append("</td>\n");
    }

    private static void Write(Utf8JsonWriter writer, TableCell cell)
    {
        if (cell.Text == cell.Raw && cell.Small.Length == 0 && cell.KeyHtml.Length == 0)
        {
            writer.WriteStringValue(cell.Text);
            return;
        }

        writer.WriteStartArray();
        writer.WriteStringValue(cell.Text);
        writer.WriteStringValue(cell.Raw);
        if (cell.Small.Length > 0 || cell.KeyHtml.Length > 0)
        {
            writer.WriteStringValue(cell.Small);
        }

        if (cell.KeyHtml.Length > 0)
        {
            writer.WriteStringValue(cell.KeyHtml);
        }

        writer.WriteEndArray();
    }
}
