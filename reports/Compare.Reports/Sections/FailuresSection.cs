using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What did not finish, why, and what to do about it, in words.</summary>
public sealed class FailuresSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "failures";

    /// <inheritdoc/>
    public string Title => "What did not finish";

    /// <inheritdoc/>
    public string ShortTitle => "Failures";

    /// <inheritdoc/>
    public int Order => 80;

    /// <inheritdoc/>
    public string WhenEmpty => "Every planned invocation finished, and every check of its answer held.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        var failures = (
            from config in model.Configs
            from rows in model.Cases.SelectMany(@case => Failed(model.Cell(config, @case)))
                .GroupBy(pair => (pair.Row.Status, Error: pair.Row.Error ?? string.Empty))
                .OrderBy(rows => rows.Key)
            select new
            {
                ConfigIndex = config.Index,
                Config = config.Name,
                KeyHtml = Key.Of(config),
                Status = Words.Status(rows.Key.Status),
                IsNeutral = rows.Key.Status == CellStatus.NotApplicable,
                Reason = rows.Key.Error.Length > 0 ? rows.Key.Error : "No reason was recorded.",
                Places = rows.GroupBy(pair => pair.Cell).Select(cell => Place(cell.Key, [.. cell.Select(pair => pair.Row)])).ToList(),
                Advice = Words.Advice(rows.Key.Status),
            }).ToList();
        int missing = model.Results.PlannedInvocations - model.Results.Invocations.Count;
        return failures.Count == 0 && missing <= 0
            ? null
            : new SectionContent(new
            {
                Failures = failures,
                Missing = missing > 0
                    ? $"{Words.Number(missing, "planned invocation was", "planned invocations were")} not run: the run was stopped "
                        + "before its end. “gc-compare run --resume” continues it."
                    : string.Empty,
            });
    }

    private static IEnumerable<(ReportCell Cell, InvocationRow Row)> Failed(ReportCell cell) =>
        cell.Invocations.Where(row => row.Status != CellStatus.Ok).Select(row => (cell, row));

    private static object Place(ReportCell cell, List<InvocationRow> rows) => new
    {
        CaseIndex = cell.Case.Index,
        cell.Case.Label,
        Count = rows.Count == cell.Invocations.Count
            ? $"all {Words.Number(rows.Count, "invocation", "invocations")}"
            : $"{Quantity.Count(rows.Count)} of {Words.Number(cell.Invocations.Count, "invocation", "invocations")}, "
                + $"number {string.Join(", ", rows.Select(row => row.Invocation))}",
    };
}
