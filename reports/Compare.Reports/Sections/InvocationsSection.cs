using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Every invocation as it was recorded.</summary>
public sealed class InvocationsSection : IReportSection
{
    private const int MostRows = 2000;

    private static readonly (TableColumn Column, Func<InvocationRow, TableCell> Cell)[] s_columns =
    [
        (new("invocation", "No."), row => TableCell.Count(row.Invocation)),
        (new("order", "Order"), row => TableCell.Count(row.Order)),
        (new("status", "Status", IsNumeric: false), row => TableCell.Of(Words.Status(row.Status))),
        (new("wall_ns", "Wall", Direction: "lower"), row => TableCell.Of(row.WallNs, "ns")),
        (new("cpu_ns", "CPU", Direction: "lower"), row => TableCell.Of(row.CpuNs, "ns")),
        (new("mutator_ns", "Mutator", Direction: "lower"), row => TableCell.Of(row.MutatorNs, "ns")),
        (new("gc_ns", "Collector", Direction: "lower"), row => TableCell.Of(row.GcNs, "ns")),
        (new("pause_count", "Pauses"), row => TableCell.Count(row.PauseCount)),
        (new("pause_p50_ns", "Median pause", Direction: "lower"), row => TableCell.Of(row.PauseP50Ns, "ns")),
        (new("pause_p99_ns", "99 % pause", Direction: "lower"), row => TableCell.Of(row.PauseP99Ns, "ns")),
        (new("pause_max_ns", "Longest pause", Direction: "lower"), row => TableCell.Of(row.PauseMaxNs, "ns")),
        (new("heap_peak_bytes", "In use, peak", Direction: "lower"), row => TableCell.Of(row.HeapPeakBytes, "bytes")),
        (new("committed_peak_bytes", "Committed, peak", Direction: "lower"), row => TableCell.Of(row.CommittedPeakBytes, "bytes")),
        (new("rss_peak_bytes", "Resident, peak", Direction: "lower"), row => TableCell.Of(row.RssPeakBytes, "bytes")),
        (new("minor_collections", "Minor"), row => TableCell.Count(row.MinorCollections)),
        (new("major_collections", "Major"), row => TableCell.Count(row.MajorCollections)),
        (new("startup_ns", "Start-up", Direction: "lower"), row => TableCell.Of(row.StartupNs, "ns")),
        (new("host_collections", "Host collections"), row => TableCell.Count(row.HostCollections)),
        (new("delayed_calls", "Late calls"), row => TableCell.Count(row.DelayedCalls)),
        (new("call_delay_mean_ns", "Mean delay", Direction: "lower"), row => TableCell.Of(row.CallDelayMeanNs, "ns")),
        (new("call_delay_max_ns", "Longest delay", Direction: "lower"), row => TableCell.Of(row.CallDelayMaxNs, "ns")),
        (new("call_delay_mean_bytes", "Mean delay, allocated", Direction: "lower"),
            row => TableCell.Of(row.CallDelayMeanBytes, "bytes")),
        (new("call_delay_max_bytes", "Longest delay, allocated", Direction: "lower"),
            row => TableCell.Of(row.CallDelayMaxBytes, "bytes")),
        (new("size", "Size", IsNumeric: false), row => TableCell.Of(row.Size)),
        (new("seed", "Seed"), row => new TableCell(
            row.Seed.ToString(CultureInfo.InvariantCulture),
            row.Seed.ToString(CultureInfo.InvariantCulture))),
        (new("checksum", "Checksum", IsNumeric: false), row => TableCell.Of(row.Checksum ?? Quantity.NotAvailable)),
        (new("error", "Reason", IsNumeric: false), row => TableCell.Of(row.Error)),
        (new("warnings", "Warnings", IsNumeric: false), row => TableCell.Of(row.Warnings)),
    ];

    /// <inheritdoc/>
    public string Id => "invocations";

    /// <inheritdoc/>
    public string Title => "Every invocation";

    /// <inheritdoc/>
    public string ShortTitle => "Raw";

    /// <inheritdoc/>
    public int Order => 120;

    /// <inheritdoc/>
    public string WhenEmpty => "No invocation was run.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, InvocationRow Row)> rows =
            [.. model.Cells.SelectMany(cell => cell.Invocations.Select(row => (cell, row)))];
        if (rows.Count == 0)
        {
            return null;
        }

        TableView table = new(
            "invocations",
            "One row per process; empty or n/a means not available",
            [.. TableView.CellColumns, .. s_columns.Select(column => column.Column)],
            [.. rows.Take(MostRows).Select(pair => TableRow.Of(pair.Cell, s_columns.Select(column => column.Cell(pair.Row))))],
            IsSearchable: true);
        return new SectionContent(new
        {
            TableHtml = table.ToHtml(),
            Scope = rows.Count > MostRows
                ? $"The first {Quantity.Count(MostRows)} of {Quantity.Count(rows.Count)} invocations; invocations.csv holds all of them."
                : string.Empty,
        });
    }
}
