using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>What the engines promise a program, beside what they cost.</summary>
public sealed class SemanticsSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "semantics";

    /// <inheritdoc/>
    public string Title => "What the engines promise";

    /// <inheritdoc/>
    public string ShortTitle => "Semantics";

    /// <inheritdoc/>
    public int Order => 103;

    /// <inheritdoc/>
    public string WhenEmpty => "The results do not say what the engines promise.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        Dictionary<string, EngineFacts> known = model.Results.Environment.Engines
            .DistinctBy(engine => engine.Config, StringComparer.Ordinal)
            .ToDictionary(engine => engine.Config, StringComparer.Ordinal);
        List<TableRow> rows =
        [
            .. from config in model.Configs
               let engine = known.GetValueOrDefault(config.Name)
               where engine is not null
               select Row(config, engine),
        ];
        return rows.Count == 0 ? null : new SectionContent(new { TableHtml = Table(rows).ToHtml() });
    }

    private static TableView Table(List<TableRow> rows) => new(
        "semantics",
        "Promises of each engine with its parameters; the engine's tests hold it to them. "
            + "Header: metadata of a plain object. Weak cleared first: before the finalizer runs",
        [
            new("config", "Engine", IsNumeric: false),
            new("moving", "Moves", IsNumeric: false),
            new("cycles", "Cycles", IsNumeric: false),
            new("prompt", "Prompt", IsNumeric: false),
            new("pause_bound", "Pause grows with", IsNumeric: false),
            new("generations", "Generations"),
            new("barrier", "Barrier", IsNumeric: false),
            new("header_bytes", "Header", Direction: "lower"),
            new("finalizer_order", "Finalizers in order", IsNumeric: false),
            new("delivery", "and run", IsNumeric: false),
            new("weak_cleared_before_finalizer", "Weak cleared first", IsNumeric: false),
            new("pins", "Pins", IsNumeric: false),
        ],
        rows);

    private static TableRow Row(ReportConfig config, EngineFacts engine) => new(
        config.Index,
        -1,
        [
            TableCell.Of(config),
            YesNo(engine.Moving),
            YesNo(engine.ReclaimsCycles),
            TableCell.Of(!engine.Reclaims ? "reclaims nothing" : engine.Prompt ? "yes" : "no"),
            Word(engine.PauseBound, PauseBound(engine.PauseBound)),
            TableCell.Count(engine.Generations),
            Word(engine.Barrier, engine.Barrier is null ? null : Words.Plain(engine.Barrier)),
            TableCell.Of(engine.HeaderBytes, "bytes"),
            Word(engine.FinalizerOrder, FinalizerOrder(engine.FinalizerOrder)),
            Word(engine.Delivery, engine.Delivery is null ? null : Words.Plain(engine.Delivery)),
            engine.WeakClearedBeforeFinalizer is { } cleared ? YesNo(cleared) : TableCell.Of("no weak references"),
            YesNo(engine.CanPin),
        ]);

    // What a later version of the tool may write is shown as it stands.
    private static string? PauseBound(string? bound) => bound switch
    {
        "heap" => "the heap",
        "live_objects" => "what lives",
        "step" => "one step or nursery",
        "none" => "nothing: no collections",
        _ => bound,
    };

    private static string? FinalizerOrder(string? order) => order switch
    {
        "by_count" => "owners first, by counts",
        "topological" => "owners first",
        "allocation" => "order of allocation",
        "undefined" => "not promised",
        _ => order,
    };

    private static TableCell YesNo(bool value) => TableCell.Of(value ? "yes" : "no");

    private static TableCell Word(string? raw, string? text) =>
        new(text ?? Quantity.NotAvailable, raw ?? string.Empty);
}
