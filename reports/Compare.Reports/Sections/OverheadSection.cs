using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Rendering;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>What memory management costs at least: lower-bound overhead in wall and CPU time, and what goes with it.</summary>
public sealed class OverheadSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "overhead";

    /// <inheritdoc/>
    public string Title => "Overhead above the lower bound";

    /// <inheritdoc/>
    public string ShortTitle => "Overhead";

    /// <inheritdoc/>
    public int Order => 45;

    /// <inheritdoc/>
    public string WhenEmpty => "No invocation finished, so there are no costs.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<CellCosts> cells = [.. model.Cells.Select(cell => CellCosts.Of(model, cell)).Where(costs => costs.Any)];
        ILookup<ReportCase, CellCosts> byCase = cells.ToLookup(costs => costs.Cell.Case);
        List<(int, OverheadPanel)> panels =
        [
            .. from @case in model.Cases
               let panel = Panel(@case, [.. byCase[@case]])
               where panel is not null
               select (@case.Index, panel),
        ];
        return cells.Count == 0 ? null : new SectionContent(new
        {
            PanelsHtml = CaseCards.Html(model, panels, OverheadPanel.Write),
            Means = Means(model, cells),
            OverheadHtml = OverheadTable(cells).ToHtml(),
            MeasuresHtml = CostMeasures.Table(cells).ToHtml(),
        });
    }

    private static OverheadPanel? Panel(ReportCase @case, List<CellCosts> cells)
    {
        double[] ends = [.. cells
            .SelectMany(costs => (double?[])[End(costs[CostMetrics.WallOverhead]), End(costs[CostMetrics.CpuOverhead])])
            .OfType<double>()];
        if (ends.Length == 0)
        {
            return null;
        }

        string bounds = Reference(cells, CostMetrics.WallOverhead, CostMetrics.WallDistilled, "wall")
            + " " + Reference(cells, CostMetrics.CpuOverhead, CostMetrics.CpuDistilled, "CPU");
        return new OverheadPanel(@case, cells, ends.Max(), bounds.Trim());
    }

    private static double? End(CostRow? row) => row is null ? null : row.High ?? row.Value;

    /// <summary>Which cell set the bound, and how high it is.</summary>
    private static string Reference(List<CellCosts> cells, string metric, string distilled, string clock)
    {
        if (cells.Select(costs => costs[metric]).FirstOrDefault(row => row is not null) is not { } row)
        {
            return string.Empty;
        }

        string heap = row.ReferenceHeapBytes is { } bytes ? $" with a heap of {Quantity.Bytes(bytes)}" : string.Empty;
        double? value = cells.Find(costs =>
            costs.Cell.Config.Name == row.Reference && costs.Cell.Case.HeapBytes == row.ReferenceHeapBytes)?[distilled]?.Value;
        return $"1.00× in {clock} time{(value is null ? string.Empty : $" is {Quantity.Time(value)},")} "
            + $"set by {row.Reference}{heap}.";
    }

    /// <summary>Geometric means over the workloads that every config finished under one heap limit.</summary>
    private static List<object> Means(ReportModel model, List<CellCosts> cells)
    {
        List<object> means = [];
        foreach (IGrouping<long?, CellCosts> heap in cells.GroupBy(costs => costs.Cell.Case.HeapBytes))
        {
            int configs = heap.Select(costs => costs.Cell.Config).Distinct().Count();
            string[] complete = [.. heap.GroupBy(costs => costs.Cell.Case.Workload, StringComparer.Ordinal)
                .Where(workload => workload.Count(costs =>
                    costs.Cell.Status == CellStatus.Ok && costs[CostMetrics.WallOverhead] is not null) == configs)
                .Select(workload => workload.Key)];
            if (complete.Length < 2)
            {
                continue;
            }

            double? Mean(IEnumerable<CellCosts> own, string metric)
            {
                double[] values = [.. own.Where(costs => complete.Contains(costs.Cell.Case.Workload, StringComparer.Ordinal))
                    .Select(costs => costs[metric]?.Value).OfType<double>()];
                return values.Length == complete.Length ? GeometricMean.Of(values) : null;
            }

            means.Add(new
            {
                Heap = heap.Key is { } bytes ? $", heap of {Quantity.Bytes(bytes)}" : string.Empty,
                Workloads = complete.Length == heap.Select(costs => costs.Cell.Case.Workload).Distinct(StringComparer.Ordinal).Count()
                    ? string.Empty
                    : $" ({string.Join(", ", complete)})",
                Count = Words.Number(complete.Length, "workload", "workloads"),
                Configs = heap.GroupBy(costs => costs.Cell.Config).OrderBy(own => own.Key.Index).Select(own => new
                {
                    own.Key.Index,
                    own.Key.Name,
                    KeyHtml = Key.Of(own.Key),
                    Wall = Quantity.Ratio(Mean(own, CostMetrics.WallOverhead)),
                    Cpu = Quantity.Ratio(Mean(own, CostMetrics.CpuOverhead)),
                }),
            });
        }

        return means;
    }

    private static TableView OverheadTable(List<CellCosts> cells) => new(
        "overhead",
        "Means of one iteration over invocations; 95 % interval in small type from resampling all cells, "
            + "the choice of the bound included. "
            + "Floor: over the engine that never collects",
        [
            .. TableView.CellColumns,
            new("wall_mean_ns", "Wall time", Direction: "lower"),
            new("wall_explicit_ns", "Pauses", Direction: "lower"),
            new("wall_over_lower_bound", "Wall over bound", Direction: "lower"),
            new("wall_over_floor", "Wall over floor", Direction: "lower"),
            new("cpu_mean_ns", "CPU time", Direction: "lower"),
            new("cpu_explicit_ns", "Collector CPU", Direction: "lower"),
            new("cpu_over_lower_bound", "CPU over bound", Direction: "lower"),
            new("cpu_over_floor", "CPU over floor", Direction: "lower"),
        ],
        cells.ConvertAll(costs => TableRow.Of(
            costs.Cell,
            TableCell.Of(costs[CostMetrics.WallMean]?.Value, "ns"),
            TableCell.Of(costs[CostMetrics.WallExplicit]?.Value, "ns"),
            Ratio(costs[CostMetrics.WallOverhead]),
            Ratio(costs[CostMetrics.WallOverFloor]),
            TableCell.Of(costs[CostMetrics.CpuMean]?.Value, "ns"),
            TableCell.Of(costs[CostMetrics.CpuExplicit]?.Value, "ns"),
            Ratio(costs[CostMetrics.CpuOverhead]),
            Ratio(costs[CostMetrics.CpuOverFloor]))));

    private static TableCell Ratio(CostRow? row) => TableCell.Ratio(row?.Value) with
    {
        Small = OverheadPanel.Interval(row),
    };
}
