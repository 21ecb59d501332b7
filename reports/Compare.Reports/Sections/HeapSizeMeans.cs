using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>
/// The time-space curve of a suite: at each heap size the geometric mean over workloads of the cost over the workload's least
/// cost in the run. An engine has a mean only where it finished every workload, since means over different workloads do not
/// compare.
/// </summary>
internal sealed class HeapSizeMeans
{
    /// <summary>Fewest workloads that have a mean.</summary>
    private const int FewestWorkloads = 2;

    private readonly ReportModel _model;
    private readonly IReadOnlyList<string> _workloads;
    private readonly Dictionary<(string Workload, HeapSizePlace Place), ReportCase> _cases = [];
    private readonly Dictionary<(string Workload, HeapSizeMeasure Measure), double> _least = [];

    private HeapSizeMeans(ReportModel model, IReadOnlyList<string> workloads)
    {
        _model = model;
        _workloads = workloads;
        ReportCase[] cases = [.. model.Cases.Where(@case => workloads.Contains(@case.Workload, StringComparer.Ordinal))];
        Dictionary<ReportCase, decimal?> points = cases.ToDictionary(@case => @case, PointOf);
        IsSweep = points.Values.Any(point => point is not null);
        foreach (ReportCase @case in cases.OrderBy(@case => @case.HeapBytes))
        {
            HeapSizePlace place = IsSweep ? new(points[@case], Bytes: null) : new(Point: null, @case.HeapBytes);

            // A limit beside those of a sweep is none of its multiples.
            if (place.IsLimited || @case.HeapBytes is null)
            {
                _cases.TryAdd((@case.Workload, place), @case);
            }
        }

        foreach (HeapSizeMeasure measure in HeapSizeMeasure.All)
        {
            foreach (string workload in workloads)
            {
                _least[(workload, measure)] = measure.IsRatio ? 1 : LeastOf(cases, workload, measure);
            }
        }

        Places = [.. _cases.Keys.Select(key => key.Place).Distinct().OrderBy(place => place.Position ?? double.PositiveInfinity)];
        All = [.. model.Configs.SelectMany(config => Places.Select(place => Mean(config, place))).OfType<HeapSizeMean>()];
    }

    /// <summary>Whether heap sizes are multiples of what each workload needs; otherwise they are bytes.</summary>
    public bool IsSweep { get; }

    /// <summary>Every heap size, the smallest first, no limit last.</summary>
    public IReadOnlyList<HeapSizePlace> Places { get; }

    /// <summary>Every engine at every heap size that it was run at, engine by engine.</summary>
    public IReadOnlyList<HeapSizeMean> All { get; }

    /// <summary>Makes the means; null for a single workload, which is its own.</summary>
    /// <param name="model">The results.</param>
    /// <param name="workloads">The workloads that were run under more than one limit.</param>
    public static HeapSizeMeans? Of(ReportModel model, IReadOnlyList<string> workloads) =>
        workloads.Count < FewestWorkloads ? null : new HeapSizeMeans(model, workloads);

    private decimal? PointOf(ReportCase @case) => _model.CellsOf(@case)
        .Select(cell => cell.Invocations is [{ HeapPoint: { } point }, ..] ? point : cell.Summaries.Values.FirstOrDefault()?.HeapPoint)
        .FirstOrDefault(point => point is not null);

    private double LeastOf(ReportCase[] cases, string workload, HeapSizeMeasure measure) => cases
        .Where(@case => @case.Workload == workload)
        .SelectMany(_model.CellsOf)
        .Select(cell => measure.Of(_model, cell)?.Value)
        .Where(value => value > 0)
        .Min() ?? double.NaN;

    private HeapSizeMean? Mean(ReportConfig config, HeapSizePlace place)
    {
        List<(string Workload, ReportCell? Cell)> cells =
        [
            .. _workloads.Select(workload =>
                (workload, _cases.TryGetValue((workload, place), out ReportCase? @case) ? _model.Cell(config, @case) : null)),
        ];
        if (cells.TrueForAll(one => one.Cell?.Status is null))
        {
            return null;
        }

        string[] unfinished =
        [
            .. cells.Where(one => one.Cell?.Status != CellStatus.Ok)
                .GroupBy(one => Words.Status(one.Cell?.Status), one => one.Workload)
                .Select(group => $"{group.Key}: {string.Join(", ", group)}"),
        ];
        if (unfinished.Length > 0)
        {
            Estimate?[] none = new Estimate?[HeapSizeMeasure.All.Count];
            return new HeapSizeMean(config, place, none, string.Join("; ", unfinished));
        }

        List<Estimate?> ratios = [];
        List<string> unknown = [];
        foreach (HeapSizeMeasure measure in HeapSizeMeasure.All)
        {
            List<(string Workload, Estimate? Ratio)> each =
                cells.ConvertAll(one => (one.Workload, RatioOf(measure, one.Workload, one.Cell!)));
            string[] missing = [.. each.Where(one => one.Ratio is null).Select(one => one.Workload)];
            ratios.Add(missing.Length > 0 ? null : Estimate.GeometricMean(each.ConvertAll(one => one.Ratio!.Value)));
            if (missing.Length > 0)
            {
                unknown.Add($"{measure.Label} not known or 0: {string.Join(", ", missing)}");
            }
        }

        return new HeapSizeMean(config, place, ratios, string.Join("; ", unknown));
    }

    // The least cost counts as exact: it is the same for all engines and heap sizes, and moves all curves alike.
    private Estimate? RatioOf(HeapSizeMeasure measure, string workload, ReportCell cell)
    {
        double least = _least[(workload, measure)];
        return measure.Of(_model, cell) is { Value: > 0 } value && !double.IsNaN(least)
            ? new Estimate(value.Value / least, value.Low / least, value.High / least)
            : null;
    }
}
