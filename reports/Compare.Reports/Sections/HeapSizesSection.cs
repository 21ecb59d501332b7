using System.Globalization;
using Compare.Harness.HeapSizing;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>What less memory costs: time over the heap limit, and the smallest heap that each engine can do with.</summary>
public sealed class HeapSizesSection : IReportSection
{
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

        HeapSizeMeans? means = HeapSizeMeans.Of(model, workloads);
        return new SectionContent(
            new
            {
                Workloads = workloads,
                Measures = HeapSizeMeasure.All.Select(measure => new { measure.Metric, measure.Label }),
                Mean = means is null ? null : MeanView(means, workloads.Length),
                SmallestHtml = model.Results.MinHeaps.Count == 0 ? string.Empty : Smallest(model).ToHtml(),
            },
            new
            {
                workloads,
                ratios = HeapSizeMeasure.All.Select(measure => measure.IsRatio),
                mean = means is null ? null : MeanData(means),
                series = workloads.Index().SelectMany(workload =>
                    model.Configs.Select(config => Series(model, config, workload.Index, workload.Item))),
            });
    }

    private static object MeanView(HeapSizeMeans means, int workloads) => new
    {
        Workloads = Words.Number(workloads, "workload", "workloads"),
        means.IsSweep,
        HasIntervals = means.All.Any(mean => mean.Ratios[0] is { HasInterval: true }),
        HasPoints = means.All.Any(mean => mean.Ratios[0] is { HasInterval: false }),
        Gaps = means.All.Count(mean => mean.Ratios[0] is null),
        Points = means.All.Count,
        TableHtml = MeanTable(means).ToHtml(),
    };

    private static object MeanData(HeapSizeMeans means) => new
    {
        isSweep = means.IsSweep,
        series = means.All.GroupBy(mean => mean.Config).Select(own => new
        {
            config = own.Key.Index,
            place = own.Select(mean => mean.Place.Position),
            gap = own.Select(mean => mean.Gap),
            values = HeapSizeMeasure.All.Index().Select(measure => own.Select(mean =>
                mean.Ratios[measure.Index] is { } ratio ? (double?[])[ratio.Value, ratio.Low, ratio.High] : null)),
        }),
    };

    private static TableView MeanTable(HeapSizeMeans means) => new(
        "heap-sizes-mean",
        "Geometric mean over all workloads of the cost over the least that any engine of the run needed at any heap size, or over "
            + "the lower bound; 95 % interval in small type, without one a point estimate",
        [
            new("config", "Engine", IsNumeric: false),
            means.IsSweep ? new("heap_point", "Heap size") : new("heap_bytes", "Heap size"),
            .. HeapSizeMeasure.All.Select(measure => new TableColumn(
                measure.IsRatio ? measure.Metric : measure.Metric.Replace("_ns", "_ratio", StringComparison.Ordinal),
                measure.Label,
                Direction: "lower")),
            new("gap", "Why there is no mean", IsNumeric: false),
        ],
        [
            .. means.All.Select(mean => new TableRow(
                mean.Config.Index,
                -1,
                [
                    TableCell.Of(mean.Config),
                    new TableCell(
                        mean.Place.Text, mean.Place.Position?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty),
                    .. mean.Ratios.Select(ratio => TableCell.Of(ratio, "ratio")),
                    TableCell.Of(mean.Gap),
                ])),
        ]);

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
            values = HeapSizeMeasure.All.Select(measure => cells.Select(cell => measure.Of(model, cell)?.Value)),
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
