using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>The machines that a merged or continued run took place on.</summary>
internal static class RunParts
{
    private static readonly TableColumn[] s_columns =
    [
        new("shard", "Shard", IsNumeric: false), new("host", "Machine", IsNumeric: false),
        new("processor", "Processor", IsNumeric: false), new("cores", "Processors"),
        new("memory_bytes", "Memory"), new("system", "System", IsNumeric: false),
        new("runtime", "Runtime", IsNumeric: false), new("governor", "Governor", IsNumeric: false), new("load", "Load at the start"),
        new("started_at", "Started", IsNumeric: false), new("invocations", "Invocations"),
        new("workloads", "Workloads", IsNumeric: false),
    ];

    /// <summary>Draws the machines as a table.</summary>
    /// <param name="environment">Where the run took place.</param>
    /// <returns>HTML; empty for a run of one machine.</returns>
    public static string Draw(RunEnvironment environment) => environment.Parts is not { } parts ? string.Empty : new TableView(
        "parts",
        "Which machine ran what: one row per run that this result was put together from. "
            + "Times of different machines are not comparable; ratios within one machine are.",
        s_columns,
        [.. parts.Select(part => new TableRow(-1, -1, Cells(part)))]).ToHtml();

    /// <summary>The values of a fact over all machines, each once.</summary>
    /// <param name="environment">Where the run took place.</param>
    /// <param name="own">The value of a run of one machine.</param>
    /// <param name="ofPart">The value of one of several.</param>
    public static string? Fact(RunEnvironment environment, string? own, Func<RunPart, string?> ofPart) =>
        environment.Parts is not { } parts
            ? own
            : string.Join("; ", parts.Select(ofPart).Select(value => value ?? Quantity.NotAvailable).Distinct(StringComparer.Ordinal));

    private static IReadOnlyList<TableCell> Cells(RunPart part) =>
    [
        TableCell.Of(part.Shard ?? "all"), TableCell.Of(part.Host ?? Quantity.NotAvailable), TableCell.Of(part.Processor),
        TableCell.Count(part.Cores),
        TableCell.Of(part.MemoryBytes, "bytes"), TableCell.Of(part.System), TableCell.Of(part.Runtime),
        TableCell.Of(part.Governor ?? Quantity.NotAvailable),
        part.Load is { } load
            ? TableCell.Of(load.ToString("0.00", CultureInfo.InvariantCulture))
            : new TableCell(Quantity.NotAvailable, string.Empty),
        TableCell.Of(part.StartedAt), TableCell.Count(part.Invocations), TableCell.Of(string.Join(", ", part.Workloads)),
    ];
}
