using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Tests.Fakes;

/// <summary>Rows with little in them.</summary>
internal static class TestRows
{
    public static InvocationRow Invocation(
        string config, string workload = "rings", int invocation = 0, long? wall = null, string? checksum = null,
        CellStatus status = CellStatus.Ok, long? heap = null) => new()
        {
            Engine = config.Split(':')[0],
            Config = config,
            Workload = workload,
            Size = "default",
            Seed = 42,
            HeapBytes = heap,
            Invocation = invocation,
            Order = invocation,
            Status = status,
            Error = status == CellStatus.Ok ? null : "A reason.",
            WallNs = wall,
            Checksum = checksum,
        };

    public static JournalEntry Entry(string config, int invocation, string workload = "rings") => new()
    {
        Config = config,
        Workload = workload,
        Invocation = invocation,
        ElapsedMs = 10,
        Row = Invocation(config, workload, invocation, wall: 1_000),
    };

    public static ResultSet Results(
        IReadOnlyList<InvocationRow> invocations, IReadOnlyList<IterationRow> iterations, IReadOnlyList<EventRow> events) => new()
        {
            Title = "Test",
            Baseline = "cpython",
            MatrixYaml = string.Empty,
            RepeatCommand = string.Empty,
            Environment = new()
            {
                StartedAt = "2026-11-22T12:00:00Z",
                Processor = "test",
                Cores = 2,
                MemoryBytes = 1,
                System = "test",
                Runtime = ".NET",
                ToolVersion = "0",
                MatrixHash = "00",
                Warnings = [],
            },
            PlannedInvocations = invocations.Count,
            Invocations = invocations,
            Iterations = iterations,
            Events = RowPacking.Pack(events),
            Timeline = [],
            Work = [],
            Summary = [],
        };
}
