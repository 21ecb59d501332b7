using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>Which engines no other beats in memory and time at once, and how long they pause.</summary>
public sealed class ParetoSection : IReportSection
{
    /// <summary>Columns of the table between an engine's name and its standing.</summary>
    private const int MeasureColumns = 5;

    private static readonly (string Name, string Label, Func<ReportModel, ReportCell, double?> Read)[] s_memory =
    [
        ("committed_peak_bytes", "Committed, peak",
            (_, cell) => Reading.Typical(cell, "committed_peak_bytes", row => row.CommittedPeakBytes)),
        (CostMetrics.CommittedMean, "Committed, mean", (model, cell) => CellCosts.Of(model, cell)[CostMetrics.CommittedMean]?.Value),
        ("heap_peak_bytes", "In use, peak", (_, cell) => Reading.Typical(cell, "heap_peak_bytes", row => row.HeapPeakBytes)),
    ];

    private static readonly (string Name, string Label, Func<ReportCell, double?> Read)[] s_time =
    [
        (Reading.Wall, "Wall time", cell => Reading.Typical(cell, Reading.Wall, row => row.WallNs)),
        ("cpu_ns", "CPU time", cell => Reading.Typical(cell, "cpu_ns", row => row.CpuNs)),
    ];

    /// <inheritdoc/>
    public string Id => "pareto";

    /// <inheritdoc/>
    public string Title => "Time against memory";

    /// <inheritdoc/>
    public string ShortTitle => "Pareto";

    /// <inheritdoc/>
    public int Order => 44;

    /// <inheritdoc/>
    public string WhenEmpty => "No workload was finished by two engines whose memory and time are known.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<ParetoPlace> workloads =
        [
            .. model.Cases.Select(@case => new ParetoPlace(
                @case.Index,
                @case.Label,
                IsRatio: false,
                [.. model.CellsOf(@case).Where(cell => cell.Status == CellStatus.Ok).Select(cell => PointOf(model, cell))])),
        ];
        List<ParetoPlace> places =
        [
            .. Means(model, workloads).Concat(workloads).Where(place => place.IsComparison(s_memory.Length, s_time.Length)),
        ];
        return places.Count == 0 ? null : new SectionContent(
            new
            {
                Places = places.ConvertAll(place => place.Label),
                Memories = s_memory.Select(measure => measure.Label),
                Times = s_time.Select(measure => measure.Label),
                HasMean = places[0].IsRatio,
                TableHtml = Table(model, places).ToHtml(),
            },
            new
            {
                places = places.Select(DataOf),
                memories = s_memory.Select(measure => measure.Name),
                times = s_time.Select(measure => measure.Name),
            });
    }

    private static ParetoPoint PointOf(ReportModel model, ReportCell cell) => new(
        cell.Config,
        [.. s_memory.Select(measure => measure.Read(model, cell))],
        [.. s_time.Select(measure => measure.Read(cell))],
        Reading.Typical(cell, "pause_p99_ns", row => row.PauseP99Ns) ?? 0,
        Reading.Typical(cell, "pause_max_ns", row => row.PauseMaxNs) ?? 0);

    /// <summary>The mean under each heap limit, over the workloads that every engine of the run finished.</summary>
    private static IEnumerable<ParetoPlace> Means(ReportModel model, List<ParetoPlace> workloads)
    {
        foreach (IGrouping<long?, ReportCase> heap in model.Cases.GroupBy(@case => @case.HeapBytes))
        {
            ReportConfig[] configs = [.. model.Configs.Where(config => heap.Any(@case => model.Cell(config, @case).Status is not null))];
            List<Dictionary<ReportConfig, ParetoPoint>> complete =
            [
                .. heap.Select(@case => workloads[@case.Index].Points)
                    .Where(points => points.Count == configs.Length)
                    .Select(points => points.ToDictionary(point => point.Config)),
            ];
            if (model.Baseline is not { } baseline || !configs.Contains(baseline) || complete.Count < 2)
            {
                continue;
            }

            double? Mean(ReportConfig config, Func<ParetoPoint, double?> read)
            {
                double[] ratios =
                [
                    .. complete.Select(points => read(points[config]) / read(points[baseline])).OfType<double>()
                        .Where(ratio => ratio > 0 && double.IsFinite(ratio)),
                ];
                return ratios.Length == complete.Count ? GeometricMean.Of(ratios) : null;
            }

            string limit = heap.Key is { } bytes ? $" · {Quantity.Bytes(bytes)} heap" : string.Empty;
            yield return new ParetoPlace(
                -1,
                $"Geometric mean of {Words.Number(complete.Count, "workload", "workloads")}{limit}",
                IsRatio: true,
                [
                    .. configs.Select(config => new ParetoPoint(
                        config,
                        [.. s_memory.Index().Select(measure => Mean(config, point => point.Memory[measure.Index]))],
                        [.. s_time.Index().Select(measure => Mean(config, point => point.Time[measure.Index]))],
                        complete.Max(points => points[config].PauseP99Ns),
                        complete.Max(points => points[config].PauseMaxNs))),
                ]);
        }
    }

    private static object DataOf(ParetoPlace place) => new
    {
        @case = place.CaseIndex,
        label = place.Label,
        isRatio = place.IsRatio,
        points = place.Points.Select(point => new
        {
            config = point.Config.Index,
            memory = point.Memory,
            time = point.Time,
            pauseP99Ns = point.PauseP99Ns,
            pauseMaxNs = point.PauseMaxNs,

            // By measure of memory, then of time: the config that beats it, -1 on the front.
            beatenBy = s_memory.Index().Select(memory => s_time.Index().Select(time =>
                point.BeatenBy(place.Points, memory.Index, time.Index)?.Config.Index ?? -1)),
        }),
    };

    private static TableView Table(ReportModel model, List<ParetoPlace> places) => new(
        "pareto",
        "Wall time, memory and pauses, estimates of the summary; a mean is of ratios to the baseline, with the longest "
            + "pauses of its workloads. "
            + "On the front: no engine of the run needs less of one and no more of the other",
        [
            .. TableView.CellColumns,
            new("wall", "Wall time", Direction: "lower"),
            new("committed_peak", "Committed, peak", Direction: "lower"),
            new("committed_mean", "Committed, mean", Direction: "lower"),
            new("pause_p99_ns", "99 % of pauses up to", Direction: "lower"),
            new("pause_max_ns", "Longest pause", Direction: "lower"),
            new("front_by_peak", "By peak memory", IsNumeric: false),
            new("front_by_mean", "By mean memory", IsNumeric: false),
        ],
        [
            .. from place in places
               from point in place.Points
               select new TableRow(
                   point.Config.Index,
                   place.CaseIndex,
                   [
                       TableCell.Of(place.Label),
                       TableCell.Of(point.Config),
                       TableCell.Of(point.Time[0], place.IsRatio ? "ratio" : "ns"),
                       TableCell.Of(point.Memory[0], place.IsRatio ? "ratio" : "bytes"),
                       TableCell.Of(point.Memory[1], place.IsRatio ? "ratio" : "bytes"),
                       Pause(point.PauseP99Ns),
                       Pause(point.PauseMaxNs),
                       TableCell.Of(Standing(point, place, memory: 0)),
                       TableCell.Of(Standing(point, place, memory: 1)),
                   ]),
            .. from place in places
               where place.CaseIndex >= 0
               from cell in model.CellsOf(model.Cases[place.CaseIndex])
               where cell.Status != CellStatus.Ok
               select TableRow.Of(
                   cell,
                   [
                       .. Enumerable.Repeat(TableCell.Of((double?)null, "ns"), MeasureColumns),
                       .. Enumerable.Repeat(TableCell.Of(Words.Status(cell.Status)), 2),
                   ]),
        ]);

    private static TableCell Pause(double length) => length > 0 ? TableCell.Of(length, "ns") : new TableCell("none", "0");

    private static string Standing(ParetoPoint point, ParetoPlace place, int memory)
    {
        if (!point.Has(memory, 0))
        {
            return "not known";
        }

        return point.BeatenBy(place.Points, memory, 0) is { } better
            ? "beaten by " + better.Config.Name
            : "on the front";
    }
}
