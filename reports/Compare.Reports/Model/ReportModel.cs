using Compare.Harness.HeapMaps;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Reports.Model;

/// <summary>A result set arranged for a reader: configs and cases in a fixed order, rows found by cell.</summary>
public sealed class ReportModel
{
    private readonly Dictionary<(string Config, string Workload, long? Heap), ReportCell> _cells = [];
    private readonly ILookup<(string, string, long?), RowBlock<EventRow>> _events;
    private readonly ILookup<(string, string, long?), IterationRow> _iterations;
    private readonly ILookup<(string, string, long?), RowBlock<TimelineRow>> _timeline;
    private readonly ILookup<(string, string, long?), WorkRow> _work;
    private readonly ILookup<(string, string, long?), UtilizationRow> _utilization;
    private readonly ILookup<(string, string, long?), CostRow> _costs;
    private readonly ILookup<(string, string, long?), MemoryRow> _memory;
    private readonly ILookup<(string, string, long?), FragmentationRow> _fragmentation;
    private readonly ILookup<(string, string, long?), HeapMapRow> _heapMaps;
    private readonly ILookup<(string, string, long?), SteadinessRow> _steadiness;
    private readonly ILookup<(string, string, long?), LatencyRow> _latency;
    private readonly ILookup<(string, string, long?), CapacityRow> _capacity;
    private readonly ILookup<(string, string, long?), RequestRow> _requests;
    private readonly ILookup<(string, string, long?), SlowRequestRow> _slowest;

    /// <summary>Arranges a result set.</summary>
    public ReportModel(ResultSet results)
    {
        Results = results;
        Configs = ArrangeConfigs(results);
        Cases = ArrangeCases(results);
        Baseline = Configs.FirstOrDefault(config => config.Name == results.Baseline);
        _events = Group(results.Events.Blocks);
        _iterations = Group(results.Iterations);
        _timeline = Group(results.Timeline.Blocks);
        _work = Group(results.Work);
        _utilization = Group(results.Utilization);
        _costs = Group(results.Costs);
        _memory = Group(results.Memory);
        _fragmentation = Group(results.Fragmentation);
        _heapMaps = Group(results.HeapMaps);
        _steadiness = Group(results.Steadiness);
        _latency = Group(results.Latency);
        _capacity = Group(results.Capacity);
        IsGreyed = AaPair.Result(results.AaPair) == AaResult.Differs;
        _requests = Group(results.Requests);
        _slowest = Group(results.Slowest);
        Metrics = [.. results.Summary.DistinctBy(row => row.Metric, StringComparer.Ordinal)];

        ILookup<(string, string, long?), InvocationRow> invocations = Group(results.Invocations);
        ILookup<(string, string, long?), SummaryRow> summaries =
            results.Summary.ToLookup(row => (row.Config, row.Workload, row.HeapBytes));
        foreach (ReportConfig config in Configs)
        {
            foreach (ReportCase @case in Cases)
            {
                (string, string, long?) key = (config.Name, @case.Workload, @case.HeapBytes);
                _cells[key] = new ReportCell(
                    config,
                    @case,
                    [.. invocations[key].OrderBy(row => row.Invocation)],
                    summaries[key].DistinctBy(row => row.Metric, StringComparer.Ordinal)
                        .ToDictionary(row => row.Metric, StringComparer.Ordinal));
            }
        }
    }

    /// <summary>The rows as they were read.</summary>
    public ResultSet Results { get; }

    /// <summary>Every config, grouped by engine in the fixed order of engines.</summary>
    public IReadOnlyList<ReportConfig> Configs { get; }

    /// <summary>Every workload under every heap limit.</summary>
    public IReadOnlyList<ReportCase> Cases { get; }

    /// <summary>The config that ratios are against; null when it is not among the rows.</summary>
    public ReportConfig? Baseline { get; }

    /// <summary>Whether the A/A pair of the run differs, so that no verdict is to be trusted.</summary>
    public bool IsGreyed { get; }

    /// <summary>One row for each metric of the summary, for its name, unit and direction.</summary>
    public IReadOnlyList<SummaryRow> Metrics { get; }

    /// <summary>Every cell, case by case.</summary>
    public IEnumerable<ReportCell> Cells => Cases.SelectMany(@case => Configs.Select(config => Cell(config, @case)));

    /// <summary>Finds a cell.</summary>
    public ReportCell Cell(ReportConfig config, ReportCase @case) => _cells[(config.Name, @case.Workload, @case.HeapBytes)];

    /// <summary>The cells of a case that were run or planned.</summary>
    public IEnumerable<ReportCell> CellsOf(ReportCase @case) =>
        Configs.Select(config => Cell(config, @case)).Where(cell => cell.Status is not null);

    /// <summary>Events of a cell, invocation by invocation.</summary>
    public IEnumerable<RowBlock<EventRow>> EventsOf(ReportCell cell) => _events[KeyOf(cell)];

    /// <summary>Iterations of a cell, of every invocation, warm-up included.</summary>
    public IEnumerable<IterationRow> IterationsOf(ReportCell cell) => _iterations[KeyOf(cell)];

    /// <summary>Samples of the heap of a cell, invocation by invocation.</summary>
    public IEnumerable<RowBlock<TimelineRow>> TimelineOf(ReportCell cell) => _timeline[KeyOf(cell)];

    /// <summary>Requests of a cell, of every invocation.</summary>
    public IEnumerable<RequestRow> RequestsOf(ReportCell cell) => _requests[KeyOf(cell)];

    /// <summary>Counts of a cell.</summary>
    public IEnumerable<WorkRow> WorkOf(ReportCell cell) => _work[KeyOf(cell)];

    /// <summary>Mutator utilisation of a cell by window, shortest window first.</summary>
    public IEnumerable<UtilizationRow> UtilizationOf(ReportCell cell) => _utilization[KeyOf(cell)].OrderBy(row => row.WindowNs);

    /// <summary>Where the memory of a cell was, sample by sample.</summary>
    public IEnumerable<MemoryRow> MemoryOf(ReportCell cell) => _memory[KeyOf(cell)];

    /// <summary>Measures of fragmentation of a cell.</summary>
    public IEnumerable<FragmentationRow> FragmentationOf(ReportCell cell) => _fragmentation[KeyOf(cell)];

    /// <summary>Maps of the heap of a cell, invocation by invocation.</summary>
    public IEnumerable<HeapMapRow> HeapMapsOf(ReportCell cell) => _heapMaps[KeyOf(cell)];

    /// <summary>Measures of cost of a cell.</summary>
    public IEnumerable<CostRow> CostsOf(ReportCell cell) => _costs[KeyOf(cell)];

    /// <summary>How the iterations of a cell's invocations develop.</summary>
    public IEnumerable<SteadinessRow> SteadinessOf(ReportCell cell) => _steadiness[KeyOf(cell)];

    /// <summary>Percentiles of latency of a cell.</summary>
    public IEnumerable<LatencyRow> LatencyOf(ReportCell cell) => _latency[KeyOf(cell)];

    /// <summary>The slowest requests of a cell, slowest first.</summary>
    public IEnumerable<SlowRequestRow> SlowestOf(ReportCell cell) => _slowest[KeyOf(cell)];

    /// <summary>Loads that a cell bears within limits of latency.</summary>
    public IEnumerable<CapacityRow> CapacityOf(ReportCell cell) => _capacity[KeyOf(cell)];

    private static (string, string, long?) KeyOf(ReportCell cell) =>
        (cell.Config.Name, cell.Case.Workload, cell.Case.HeapBytes);

    private static ILookup<(string, string, long?), T> Group<T>(IEnumerable<T> rows)
        where T : ICell => rows.ToLookup(row => (row.Config, row.Workload, row.HeapBytes));

    private static List<ReportConfig> ArrangeConfigs(ResultSet results)
    {
        List<(string Engine, string Config)> names =
        [
            .. results.Summary.Select(row => (row.Engine, row.Config))
                .Concat(results.Invocations.Select(row => (row.Engine, row.Config)).Order())
                .DistinctBy(pair => pair.Item2, StringComparer.Ordinal),
        ];
        List<string> engines =
            [.. names.Select(pair => pair.Engine).Distinct(StringComparer.Ordinal).Order(LineStyle.EngineOrder)];
        List<string> others =
            [.. engines.Where(engine => LineStyle.EngineOrder.Compare(engine, "semispace") > 0)];

        List<ReportConfig> configs = [];
        foreach (string engine in engines)
        {
            int number = 0;
            foreach ((_, string config) in names.Where(pair => pair.Engine == engine))
            {
                configs.Add(new ReportConfig(configs.Count, engine, config, LineStyle.Of(engine, others, number++)));
            }
        }

        return configs;
    }

    private static List<ReportCase> ArrangeCases(ResultSet results) =>
    [
        .. results.Summary.Select(row => (row.Workload, row.HeapBytes))
            .Concat(results.Invocations.Select(row => (row.Workload, row.HeapBytes)).Order())
            .Distinct()
            .Select((pair, index) => new ReportCase(index, pair.Workload, pair.HeapBytes)),
    ];
}
