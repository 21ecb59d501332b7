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
            from cell in model.Cells
            from rows in cell.Invocations.Where(row => row.Status != CellStatus.Ok)
                .GroupBy(row => (row.Status, Error: row.Error ?? string.Empty))
                .OrderBy(rows => rows.Key)
            select new
            {
                ConfigIndex = cell.Config.Index,
                CaseIndex = cell.Case.Index,
                Config = cell.Config.Name,
                KeyHtml = Key.Of(cell.Config),
                Case = cell.Case.Label,
                Status = Words.Status(rows.Key.Status),
                IsNeutral = rows.Key.Status == CellStatus.NotApplicable,
                Count = $"{Quantity.Count(rows.Count())} of {Words.Number(cell.Invocations.Count, "invocation", "invocations")}",
                Numbers = string.Join(", ", rows.Select(row => row.Invocation)),
                Reason = rows.Key.Error.Length > 0 ? rows.Key.Error : "No reason was recorded.",
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
}
