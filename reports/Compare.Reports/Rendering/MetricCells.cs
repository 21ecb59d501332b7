using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Rendering;

/// <summary>Writes the cells of a metric for the page's scripts; a large run has a hundred thousand.</summary>
internal static class MetricCells
{
    /// <summary>
    /// One array a cell: config, case, word in place of a value, estimate and its interval, ratio and its interval, verdict,
    /// invocations that would decide.
    /// </summary>
    public static RawJson Of(ReportModel model, string metric)
    {
        ArrayBufferWriter<byte> json = new();
        using Utf8JsonWriter writer = new(json);
        writer.WriteStartArray();
        foreach (ReportCell cell in model.Cells)
        {
            Write(writer, cell, metric);
        }

        writer.WriteEndArray();
        writer.Flush();
        return new RawJson(json.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter writer, ReportCell cell, string metric)
    {
        Estimate? value = cell.Value(metric);
        Estimate? ratio = cell.Ratio(metric);
        SummaryRow? row = cell.Summaries.GetValueOrDefault(metric);
        writer.WriteStartArray();
        writer.WriteNumberValue(cell.Config.Index);
        writer.WriteNumberValue(cell.Case.Index);
        writer.WriteStringValue(cell.Status is CellStatus.Ok && value is not null ? string.Empty : Words.Status(cell.Status));
        Write(writer, value?.Value, value?.Low, value?.High, ratio?.Value, ratio?.Low, ratio?.High);
        writer.WriteStringValue(row?.Verdict is { } verdict ? Words.Verdict(verdict) : string.Empty);
        Write(writer, row?.InvocationsNeeded);
        writer.WriteEndArray();
    }

    // JSON has no number that is not finite; the scripts read the words.
    private static void Write(Utf8JsonWriter writer, params ReadOnlySpan<double?> numbers)
    {
        foreach (double? number in numbers)
        {
            switch (number)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case { } value when double.IsFinite(value):
                    writer.WriteNumberValue(value);
                    break;
                default:
                    writer.WriteStringValue(number.Value.ToString(CultureInfo.InvariantCulture));
                    break;
            }
        }
    }
}
