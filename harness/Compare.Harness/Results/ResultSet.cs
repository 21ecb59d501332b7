using Compare.Harness.HeapMaps;
using Compare.Harness.HeapSizing;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Results;

/// <summary>All that a result directory holds, read into memory. Reports are made from this and nothing else.</summary>
public sealed record ResultSet
{
    /// <summary>Title of the run: the matrix's question, or its name.</summary>
    public required string Title { get; init; }

    /// <summary>Config that ratios are against.</summary>
    public required string Baseline { get; init; }

    /// <summary>Flattened matrix as YAML text.</summary>
    public required string MatrixYaml { get; init; }

    /// <summary>The command that repeats this run.</summary>
    public required string RepeatCommand { get; init; }

    /// <summary>Where it ran.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>Invocations that the plan asked for.</summary>
    public required int PlannedInvocations { get; init; }

    /// <summary>Rows of <c>invocations.csv</c> in order of execution.</summary>
    public required IReadOnlyList<InvocationRow> Invocations { get; init; }

    /// <summary>Rows of <c>iterations.csv</c>.</summary>
    public required IReadOnlyList<IterationRow> Iterations { get; init; }

    /// <summary>Rows of <c>events.csv</c>.</summary>
    public required PackedRows<EventRow> Events { get; init; }

    /// <summary>Rows of <c>timeline.csv</c>.</summary>
    public required PackedRows<TimelineRow> Timeline { get; init; }

    /// <summary>Rows of <c>work.csv</c>.</summary>
    public required IReadOnlyList<WorkRow> Work { get; init; }

    /// <summary>Rows of <c>summary.csv</c>.</summary>
    public required IReadOnlyList<SummaryRow> Summary { get; init; }

    /// <summary>Rows of <c>settings.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<SettingRow> Settings { get; init; } = [];

    /// <summary>Rows of <c>probes.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<ProbeRow> Probes { get; init; } = [];

    /// <summary>Rows of <c>memory.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<MemoryRow> Memory { get; init; } = [];

    /// <summary>Rows of <c>fragmentation.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<FragmentationRow> Fragmentation { get; init; } = [];

    /// <summary>Rows of <c>costs.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<CostRow> Costs { get; init; } = [];

    /// <summary>Rows of <c>steadiness.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<SteadinessRow> Steadiness { get; init; } = [];

    /// <summary>Rows of <c>latency.csv</c>; empty when no program served requests.</summary>
    public IReadOnlyList<LatencyRow> Latency { get; init; } = [];

    /// <summary>Rows of <c>capacity.csv</c>; empty when no program served requests.</summary>
    public IReadOnlyList<CapacityRow> Capacity { get; init; } = [];

    /// <summary>Rows of <c>slowest.csv</c>; empty when no program served requests.</summary>
    public IReadOnlyList<SlowRequestRow> Slowest { get; init; } = [];

    /// <summary>Rows of <c>mmu.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<UtilizationRow> Utilization { get; init; } = [];

    /// <summary>Rows of <c>twins.csv</c>: the invocations of the A/A pair's twin; empty without a pair.</summary>
    public IReadOnlyList<InvocationRow> Twins { get; init; } = [];

    /// <summary>Rows of <c>twin_iterations.csv</c>.</summary>
    public IReadOnlyList<IterationRow> TwinIterations { get; init; } = [];

    /// <summary>Rows of <c>aa.csv</c>: the twin against the cell that it is a twin of.</summary>
    public IReadOnlyList<SummaryRow> AaPair { get; init; } = [];

    /// <summary>Rows of <c>requests.csv</c>; empty when no program served requests.</summary>
    public IReadOnlyList<RequestRow> Requests { get; init; } = [];

    /// <summary>Certificates of <c>minheap.json</c>; empty where no sweep referred to smallest heaps.</summary>
    public IReadOnlyList<MinHeapCertificate> MinHeaps { get; init; } = [];

    /// <summary>Rows of <c>machine.csv</c>; empty in runs of earlier versions.</summary>
    public IReadOnlyList<MachineRow> Machine { get; init; } = [];

    /// <summary>Rows of <c>canary.csv</c>; empty without a canary.</summary>
    public IReadOnlyList<CanaryRow> Canary { get; init; } = [];

    /// <summary>Rows of <c>counters.csv</c>; empty where no counter may be read.</summary>
    public IReadOnlyList<CounterRow> Counters { get; init; } = [];

    /// <summary>Rows of <c>lessons.csv</c>; empty where no lesson was run in both versions.</summary>
    public IReadOnlyList<LessonRow> Lessons { get; init; } = [];

    /// <summary>Lines of <c>heapmaps.json</c>; empty where no matrix asked for maps.</summary>
    public IReadOnlyList<HeapMapRow> HeapMaps { get; init; } = [];
}
