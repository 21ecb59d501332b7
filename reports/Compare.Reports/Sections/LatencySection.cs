using System.Globalization;
using Compare.Harness.Latency;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>
/// What clients wait: percentiles of simple, metered, open-loop and queued latency, and the load within limits.
/// </summary>
public sealed class LatencySection : IReportSection
{
    private const int SlowestShown = 10;

    /// <inheritdoc/>
    public string Id => "latency";

    /// <inheritdoc/>
    public string Title => "Latency of requests";

    /// <inheritdoc/>
    public string ShortTitle => "Latency";

    /// <inheritdoc/>
    public int Order => 58;

    /// <inheritdoc/>
    public string WhenEmpty => "No program served requests.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCell Cell, string Kind, List<LatencyRow> Rows)> series =
        [
            .. from cell in model.Cells
               from rows in model.LatencyOf(cell).GroupBy(KindOf)
               select (cell, rows.Key, rows.OrderBy(row => row.Percentile).ToList()),
        ];
        if (series.Count == 0)
        {
            return null;
        }

        return new SectionContent(
            new
            {
                Choices = CaseChoice.Of(model, series.Select(item => item.Cell.Case.Index)),
                Kinds = series.Select(item => item.Kind).Distinct(StringComparer.Ordinal),
                TableHtml = Percentiles(series).ToHtml(),
                CapacityHtml = Capacity(model).ToHtml(),
                SlowestHtml = Slowest(model).ToHtml(),
                Percentiles = series.SelectMany(item => item.Rows).Select(row => row.Percentile).Distinct().Order()
                    .Select(percentile => new { Value = percentile, Label = LabelOf(percentile) }),
            },
            series.Select(item => new
            {
                config = item.Cell.Config.Index,
                @case = item.Cell.Case.Index,
                kind = item.Kind,
                window = WindowOf(item.Rows[0]),
                percentile = item.Rows.Select(row => row.Percentile),
                nines = item.Rows.Select(Nines),
                latencyNs = item.Rows.Select(row => row.LatencyNs),
            }));
    }

    // The longest of n requests stands where one in n is beyond.
    private static double Nines(LatencyRow row) =>
        Math.Round(row.Percentile >= 100 ? Math.Log10(row.Requests) : -Math.Log10(1 - (row.Percentile / 100)), 3);

    private static string KindOf(LatencyRow row) => row switch
    {
        { Kind: LatencyTable.Metered, WindowNs: { } window } => $"metered over {Round(Quantity.Time(window))}",
        { Kind: LatencyTable.Metered } => "metered over the run",
        { Kind: LatencyTable.OpenLoop } => "open loop",
        { Kind: LatencyTable.Queue, Utilization: { } share } => $"queue at {Round(Quantity.Percent(share))} of saturation",
        _ => row.Kind,
    };

    /// <summary>The window of simple and metered latency, ns: 0 for none, -1 for the run; null for other kinds.</summary>
    private static long? WindowOf(LatencyRow row) => row switch
    {
        { Kind: LatencyTable.Simple } => 0,
        { Kind: LatencyTable.Metered } => row.WindowNs ?? -1,
        _ => null,
    };

    private static string Round(string text) => text
        .Replace(".00", string.Empty, StringComparison.Ordinal)
        .Replace(".0", string.Empty, StringComparison.Ordinal);

    private static TableView Percentiles(List<(ReportCell Cell, string Kind, List<LatencyRow> Rows)> series) => new(
        "latency",
        "Latency of all requests of measured iterations, every finished invocation together; "
            + "a percentile needs as many requests as it has nines",
        [
            .. TableView.CellColumns,
            new("kind", "Latency", IsNumeric: false),
            new("requests", "Requests"),
            new("p50_ns", "Median", Direction: "lower"),
            new("p90_ns", "90 %", Direction: "lower"),
            new("p99_ns", "99 %", Direction: "lower"),
            new("p999_ns", "99.9 %", Direction: "lower"),
            new("p9999_ns", "99.99 %", Direction: "lower"),
            new("max_ns", "Longest", Direction: "lower"),
        ],
        series.ConvertAll(item => TableRow.Of(
            item.Cell,
            [
                TableCell.Of(item.Kind),
                TableCell.Count(item.Rows[0].Requests),
                .. new[] { 50, 90, 99, 99.9, 99.99, 100 }.Select(percentile =>
                    TableCell.Of(item.Rows.Find(row => row.Percentile == percentile)?.LatencyNs, "ns")),
            ])));

    private static TableView Capacity(ReportModel model) => new(
        "capacity",
        "Highest load, requests per second, at which 99 % of the requests are answered within the limit: "
            + "post-hoc queue with Poisson arrivals and "
            + "the recorded service times, as long as they last: short runs bear more for a while. "
            + "Saturation keeps the program busy all the time",
        [
            .. TableView.CellColumns,
            new("p99_limit_ns", "99 % within"),
            new("requests_per_s", "Requests per second", Direction: "higher"),
            new("saturation_per_s", "Saturation"),
            new("of_saturation", "Of saturation", Direction: "higher"),
        ],
        [
            .. from cell in model.Cells
               from row in model.CapacityOf(cell)
               select TableRow.Of(
                   cell,
                   TableCell.Of(row.LimitNs, "ns"),
                   Load(row.RequestsPerSecond),
                   Load(row.SaturationPerSecond),
                   new TableCell(
                       Quantity.Percent(row.RequestsPerSecond / row.SaturationPerSecond),
                       (row.RequestsPerSecond / row.SaturationPerSecond)?.ToString("R", CultureInfo.InvariantCulture)
                           ?? string.Empty)),
        ]);

    private static string LabelOf(double percentile) =>
        percentile >= 100 ? "longest" : percentile.ToString(CultureInfo.InvariantCulture) + "\u00A0%";

    private static TableView Slowest(ReportModel model) => new(
        "slowest",
        $"The {SlowestShown} slowest requests of each engine, and what of their latency was pauses; slowest.csv has "
            + $"{Quantity.Count(SlowestRequests.Most)}",
        [
            .. TableView.CellColumns,
            new("rank", "Rank"),
            new("latency_ns", "Latency", Direction: "lower"),
            new("paused_ns", "Of it pauses"),
            new("paused_share", "Share"),
            new("kind", "Longest of them", IsNumeric: false),
            new("cause", "Because of", IsNumeric: false),
            new("invocation", "Invocation"),
            new("iteration", "Iteration"),
            new("request", "Request"),
        ],
        [
            .. from cell in model.Cells
               from row in model.SlowestOf(cell).Take(SlowestShown)
               let share = row.LatencyNs > 0 ? row.PausedNs / (double)row.LatencyNs : 0
               select TableRow.Of(
                   cell,
                   TableCell.Count(row.Rank),
                   TableCell.Of(row.LatencyNs, "ns"),
                   TableCell.Of(row.PausedNs, "ns"),
                   new TableCell(Quantity.Percent(share), share.ToString("R", CultureInfo.InvariantCulture)),
                   TableCell.Of(row.Kind is { } kind ? Words.Plain(kind) : "no pause"),
                   TableCell.Of(row.Cause is { } cause ? Words.Plain(cause) : string.Empty),
                   TableCell.Count(row.Invocation),
                   TableCell.Count(row.Iteration),
                   TableCell.Count(row.Request)),
        ]);

    private static TableCell Load(double? perSecond) => perSecond is { } value
        ? new TableCell(Quantity.Count(Math.Floor(value)), value.ToString("R", CultureInfo.InvariantCulture))
        : new TableCell("none", string.Empty);
}
