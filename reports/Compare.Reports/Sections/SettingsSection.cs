using System.Globalization;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>What came of the engines' settings, and what it cost to observe those that cannot log their own collections.</summary>
public sealed class SettingsSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "settings";

    /// <inheritdoc/>
    public string Title => "Settings in effect";

    /// <inheritdoc/>
    public string ShortTitle => "Settings";

    /// <inheritdoc/>
    public int Order => 105;

    /// <inheritdoc/>
    public string WhenEmpty => "No engine of this run reports its settings.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<TableRow> settings = [.. SettingRows(model)];
        List<ReportCell> observed = [.. model.Cells.Where(cell => cell.Finished.Any(row => row.ObserverEvents is not null))];
        if (settings.Count + observed.Count == 0)
        {
            return null;
        }

        int refused = model.Results.Settings.Where(row => row.TookEffect == false)
            .Select(row => (row.Config, row.HeapBytes, row.Setting)).Distinct().Count();
        return new SectionContent(new
        {
            HasSettings = settings.Count > 0,
            IsOpen = refused > 0,
            Refused = refused == 0 ? "Everything that was asked for took effect, where that can be known."
                : $"{Words.Number(refused, "setting", "settings")} did not take effect.",
            SettingsText = Words.Number(settings.Count, "setting", "settings"),
            SettingsHtml = SettingsTable(settings).ToHtml(),
            HasObservation = observed.Count > 0,
            ObservationHtml = ObservationTable(observed).ToHtml(),
        });
    }

    // Settings belong to the process: those that are alike in all workloads of a config are said once.
    private static IEnumerable<TableRow> SettingRows(ReportModel model) =>
        from row in model.Results.Settings
        group row by (row.Config, row.HeapBytes, row.Setting, row.Requested, row.Effective, row.Unit, row.TookEffect) into rows
        let config = model.Configs.FirstOrDefault(config => config.Name == rows.Key.Config)
        where config is not null
        orderby config.Index, rows.Key.HeapBytes, rows.Key.TookEffect == false ? 0 : rows.Key.Requested is not null ? 1 : 2
        select new TableRow(
            config.Index,
            -1,
            [
                TableCell.Of(config),
                TableCell.Of(rows.Key.HeapBytes, "bytes"),
                TableCell.Of(rows.Key.Setting),
                Value(rows.Key.Requested, rows.Key.Unit, none: "not asked for"),
                Value(rows.Key.Effective, rows.Key.Unit, Quantity.NotAvailable),
                TableCell.Of(rows.Key.TookEffect switch { true => "yes", false => "no", null => Quantity.NotAvailable }),
                TableCell.Count(rows.Count()),
            ]);

    private static TableCell Value(string? text, string? unit, string none)
    {
        if (text is null)
        {
            return new TableCell(none, string.Empty);
        }

        // A size as it was written, to the byte, with a round figure beside it.
        return unit switch
        {
            null => TableCell.Of(text),
            "bytes" when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) =>
                new TableCell(Quantity.Count(bytes), text, Small: Quantity.Bytes(bytes)),
            _ => new TableCell($"{text} {unit}", text),
        };
    }

    private static TableView SettingsTable(List<TableRow> rows) => new(
        "settings",
        "Settings by engine and heap limit; a number of invocations stands for all workloads",
        [
            new("config", "Engine", IsNumeric: false),
            new("heap_bytes", "Heap limit"),
            new("setting", "Setting", IsNumeric: false),
            new("requested", "Asked for", IsNumeric: false),
            new("effective", "In effect", IsNumeric: false),
            new("took_effect", "Took effect", IsNumeric: false),
            new("invocations", "Invocations"),
        ],
        rows,
        IsSearchable: true);

    private static TableView ObservationTable(List<ReportCell> cells) => new(
        "observation",
        "Medians of the invocations of a cell: CPU time and bytes of the threads that receive events and note sizes",
        [
            .. TableView.CellColumns,
            new("observer_cpu_ns", "CPU time", Direction: "lower"),
            new("observer_bytes", "Bytes allocated", Direction: "lower"),
            new("observer_events", "Events"),
            new("host_collections", "Collections"),
            new("lost_collections", "Lost", Direction: "lower"),
        ],
        [
            .. cells.Select(cell => TableRow.Of(
                cell,
                TableCell.Of(Observation.Median(cell, row => row.ObserverCpuNs), "ns"),
                TableCell.Of(Observation.Median(cell, row => row.ObserverBytes), "bytes"),
                TableCell.Count((long?)Observation.Median(cell, row => row.ObserverEvents)),
                TableCell.Count((long?)Observation.Median(cell, row => row.HostCollections)),
                TableCell.Count(cell.Finished.Sum(row => row.LostCollections ?? 0)))),
        ]);
}
