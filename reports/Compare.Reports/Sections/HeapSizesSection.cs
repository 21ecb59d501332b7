using Compare.Harness.Costs;
using Compare.Harness.HeapSizing;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>What less memory costs: time over the heap limit, and the smallest heap that each engine can do with.</summary>
public sealed class HeapSizesSection : IReportSection
{
    private static readonly (string Metric, string Label, bool IsRatio)[] s_measures =
    [
        (Reading.Wall, "Wall time", false),
        ("cpu_ns", "CPU time", false),
        ("gc_ns", "Pauses", false),
        (CostMetrics.WallOverhead, "Wall over lower bound", true),
        (CostMetrics.CpuOverhead, "CPU over lower bound", true),
    ];

    /// <inheritdoc/>
    public string Id => "heap-sizes";

    /// <inheritdoc/>
    public string Title => "Time against heap size";

    /// <inheritdoc/>
    public string ShortTitle => "Heap sizes";

    /// <inheritdoc/>
    public int Order => 42;

    /// <inheritdoc/>
    public string WhenEmpty => "Every cell ran under one heap limit, or without any.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        string[] workloads =
        [
            .. model.Cases.Where(@case => @case.HeapBytes is not null)
                .GroupBy(@case => @case.Workload, StringComparer.Ordinal)
                .Where(workload => workload.Skip(1).Any())
                .Select(workload => workload.Key),
        ];
        if (workloads.Length == 0)
        {
            return null;
        }

        return new SectionContent(
            new
            {
                Workloads = workloads,
                Measures = s_measures.Select(measure => new { measure.Metric, measure.Label }),
                SmallestHtml = model.Results.MinHeaps.Count == 0 ? string.Empty : Smallest(model).ToHtml(),
            },
            new
            {
                workloads,
                ratios = s_measures.Select(measure => measure.IsRatio),
                series = workloads.Index().SelectMany(workload =>
                    model.Configs.Select(config => Series(model, config, workload.Index, workload.Item))),
            });
    }

    private static object Series(ReportModel model, ReportConfig config, int workload, string name)
    {
        ReportCell[] cells =
        [
            .. model.Cases.Where(@case => @case.Workload == name)
                .Select(@case => model.Cell(config, @case))
                .Where(cell => cell.Status is not null)
                .OrderBy(cell => cell.Case.HeapBytes),
        ];
        return new
        {
            config = config.Index,
            workload,
            @case = cells.Select(cell => cell.Case.Index),
            heapBytes = cells.Select(cell => cell.Case.HeapBytes),
            point = cells.Select(cell => cell.Invocations is [{ } first, ..] ? first.HeapPoint : null),
            status = cells.Select(cell => Words.Status(cell.Status)),
            values = s_measures.Select(measure => cells.Select(cell => measure.IsRatio
                ? cell.Status == CellStatus.Ok ? CellCosts.Of(model, cell)[measure.Metric]?.Value : null
                : cell.Value(measure.Metric)?.Value)),
        };
    }

    private static TableView Smallest(ReportModel model)
    {
        Dictionary<string, ReportConfig> configs = model.Configs.ToDictionary(config => config.Name, StringComparer.Ordinal);
        return new TableView(
            "minheap",
            "The smallest verified heap of each engine, and its space factor: how many times the bytes that the program keeps",
            [
                new("config", "Engine", IsNumeric: false),
                new("workload", "Workload", IsNumeric: false),
                new("minimum_bytes", "Smallest heap", Direction: "lower"),
                new("peak_live_bytes", "Kept at the peak"),
                new("space_factor", "Space factor", Direction: "lower"),
                new("largest_fail_bytes", "Largest that failed"),
                new("fail_status", "How", IsNumeric: false),
                new("islands", "Failing sizes above"),
                new("trials", "Runs"),
                new("reason", "Why none", IsNumeric: false),
            ],
            [
                .. from certificate in model.Results.MinHeaps
                   let config = configs.GetValueOrDefault(certificate.Key.Config)
                   where config is not null
                   select Row(config, certificate),
            ]);
    }

    private static TableRow Row(ReportConfig config, MinHeapCertificate certificate) => new(
        config.Index,
        -1,
        [
            TableCell.Of(config),
            TableCell.Of(certificate.Key.Workload),
            TableCell.Of(certificate.MinimumBytes, "bytes"),
            TableCell.Of(certificate.PeakLiveBytes, "bytes"),
            TableCell.Ratio(certificate.SpaceFactor),
            TableCell.Of(certificate.Search?.LargestFailBytes, "bytes"),
            TableCell.Of(certificate.Search?.FailStatus is { } status ? Words.Status(status) : string.Empty),
            TableCell.Count(certificate.Search?.Islands.Count),
            TableCell.Count(certificate.Search?.Trials.Count),
            TableCell.Of(certificate.Reason ?? string.Empty),
        ]);
}
