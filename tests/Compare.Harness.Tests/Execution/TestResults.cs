using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Maps;
using Compare.Harness.Execution;
using Compare.Harness.HeapMaps;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Tests.Execution;

/// <summary>What a worker would hand over.</summary>
internal static class TestResults
{
    private static readonly EventRow[] s_events = [Event(0, 1, 30), Event(1, 2, 10), Event(2, 3, 50), Event(3, 3, 10), Event(4, 3, 0)];

    private static readonly TimelineRow[] s_samples =
    [
        new()
        {
            Engine = "pypy",
            Config = "pypy",
            Workload = "rings",
            Invocation = 0,
            Iteration = 1,
            WallNs = 10,
            AllocatedBytes = 20,
            UsedBytes = 30,
        },
    ];

    public static WorkerResult Ok { get; } = new()
    {
        Status = CellStatus.Ok,
        Runtime = ".NET",
        StartupNs = 5,
        HeapPeakBytes = 640,
        CommittedPeakBytes = 4096,
        Iterations = [Iteration(0, 900, 90), Iteration(1, 300, 30), Iteration(2, 100, 10), Iteration(3, 200, 60)],
        Events = RowPacking.Columns(s_events),
        Timeline = RowPacking.Columns(s_samples),
        Work = [],
        Settings =
        [
            new("heap", "4096", "2048", "bytes", TookEffect: false),
            new("mode", null, "fast", string.Empty, TookEffect: null),
        ],
        Requests = [new(1, [10, 20], [12, 25], [30, 60]), new(2, [70], [71], [200])],
        Counters = [new(1, "page_faults", 12, "faults", 1), new(2, "page_faults", 14, "faults", 0.5)],
        Observation = new(1000, 2000, 30, 1),
        Warnings = ["first", "second"],
    };

    /// <summary>The same with no collection lost, so that its pauses can be trusted.</summary>
    public static WorkerResult Complete { get; } = Ok with { Observation = new(1000, 2000, 30, 0) };

    public static WorkerResult Work { get; } = Ok with
    {
        Events = PackedColumns.None(EventColumns.NumberCount, EventColumns.TextCount),
        Timeline = PackedColumns.None(TimelineColumns.NumberCount, 0),
        Requests = null,
        Counters = null,
        Work = [new WorkerCount("increments", 7, "operations"), new WorkerCount("visits", null, "objects")],
        Memory =
        [
            new("begin", 0, 4096, Memory(live: 0, floating: 0)),
            new("before", 500, 4096, Memory(live: 1000, floating: 500)),
            new("after", 500, 4096, Memory(live: 1000, floating: 0)),
            new("peak", 900, 5000, Memory(live: 2000, floating: 0)),
            new("end", 1000, 5000, new() { CommittedBytes = 4096 }),
        ],
        HeapMaps = Maps(),
    };

    /// <summary>Three looks at a space of four units, of which the second changes one and the third all.</summary>
    private static HeapMapRecord Maps() => new(
        [new HeapMapSpace("pools", IsPlaced: true, "pool", UnitBytes: 1024, UnitsPerCell: 1, CellsPerGroup: 2)],
        [[(long)HeapCellState.Free, 0, 0, 1024], [(long)HeapCellState.Used, 64, 512, 1024]],
        [
            new HeapMapLook("begin", 0, null, 0, [new HeapMapPart(0, 4, 0, 4096, 96, 0, [4, 1])]),
            new HeapMapLook("after", 500, "build", 1, [new HeapMapPart(0, 4, 512, 4096, 96, 0, [1, 2, 3, 0])]),
            new HeapMapLook("end", 1000, "build", 1, [new HeapMapPart(0, 4, 2048, 4096, 96, 64, [4, 2])]),
        ]);

    /// <summary>A heap of 4096 bytes with 96 of metadata and 100 lost in cells; what is free is one run of 1024 bytes and small ones.</summary>
    public static MemoryBreakdown Memory(long live, long floating)
    {
        const long Heap = 4096;
        const long Inside = 100;
        const long Own = 96;
        const long Run = 1024;
        long free = Heap - Inside - Own - live - floating;
        return new()
        {
            CommittedBytes = Heap,
            LiveObjects = live / 10,
            LiveBytes = live,
            FloatingBytes = floating,
            InternalBytes = Inside,
            ExternalBytes = free,
            MetadataBytes = Own,
            BlockBytes = Heap,
            UnreturnableBytes = free,
            FreeRunBytes = [0, 0, 0, 0, free - Run, 0, 0, 0, 0, 0, Run],
            LargestFreeRunBytes = Run,
        };
    }

    private static long StartOf(int iteration) => 1_000 * iteration;

    private static WorkerIteration Iteration(int number, long wall, long gc) => new()
    {
        Measured = number > 0,
        StartNs = StartOf(number),
        WallNs = wall,
        CpuNs = wall / 2,
        GcNs = gc,
        PauseCount = 1,
        AllocatedObjects = 10,
        AllocatedBytes = 160,
        MinorCollections = 2,
        MajorCollections = 1,
        HostCollections = 0,
        Checksum = "00000000000000ff",
    };

    private static EventRow Event(int number, int iteration, long pause) => new()
    {
        Engine = "pypy",
        Config = "pypy",
        Workload = "rings",
        Invocation = 0,
        Event = number,
        Iteration = iteration,
        Phase = "build",
        Kind = "minor",
        Cause = "threshold",
        Generation = 0,
        StartNs = StartOf(iteration) + 1,
        PauseNs = pause,
        AllocatedBytes = 5,
        VisitedObjects = 1,
        FreedObjects = 2,
        FreedBytes = 32,
        UncollectableObjects = 3,
        Mode = "background",
        HostReason = "induced",
        Compacting = false,
        Gen2AfterBytes = 7,
    };
}
