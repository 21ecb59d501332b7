using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>A cost that is drawn over the heap size.</summary>
/// <param name="Metric">Its name in <c>summary.csv</c> or <c>costs.csv</c>.</param>
/// <param name="Label">Its name for a reader.</param>
/// <param name="IsRatio">Whether it is over the lower bound; otherwise it is a time, ns.</param>
internal sealed record HeapSizeMeasure(string Metric, string Label, bool IsRatio)
{
    /// <summary>Every measure, the one that is shown first at the front.</summary>
    public static IReadOnlyList<HeapSizeMeasure> All { get; } =
    [
        new(Reading.Wall, "Wall time", IsRatio: false),
        new("cpu_ns", "CPU time", IsRatio: false),
        new("gc_ns", "Pauses", IsRatio: false),
        new(CostMetrics.WallOverhead, "Wall over lower bound", IsRatio: true),
        new(CostMetrics.CpuOverhead, "CPU over lower bound", IsRatio: true),
    ];

    /// <summary>Its value in a cell of which every invocation finished; null in another, and where it is not known.</summary>
    public Estimate? Of(ReportModel model, ReportCell cell)
    {
        if (cell.Status != CellStatus.Ok)
        {
            return null;
        }

        return !IsRatio ? cell.Value(Metric)
            : CellCosts.Of(model, cell)[Metric] is { } row ? new Estimate(row.Value, row.Low, row.High)
            : null;
    }
}
