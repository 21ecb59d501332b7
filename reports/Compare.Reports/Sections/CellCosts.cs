using Compare.Harness.Results;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>The measures of cost of one cell by name.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record CellCosts(ReportCell Cell, IReadOnlyDictionary<string, CostRow> Rows)
{
    /// <summary>Whether anything is known.</summary>
    public bool Any => Rows.Count > 0;

    /// <summary>One measure, or null where it is not available.</summary>
    public CostRow? this[string metric] => Rows.GetValueOrDefault(metric);

    /// <summary>Finds the measures of a cell.</summary>
    public static CellCosts Of(ReportModel model, ReportCell cell) => new(
        cell,
        model.CostsOf(cell).DistinctBy(row => row.Metric, StringComparer.Ordinal)
            .ToDictionary(row => row.Metric, StringComparer.Ordinal));
}
