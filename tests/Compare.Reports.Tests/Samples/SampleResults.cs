using Compare.Harness.Machine;
using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>Makes result sets for tests: invented numbers of a plausible shape, the same at every call.</summary>
internal static class SampleResults
{
    public const string Title = "Sample data made by a test, not measured: does reference counting pause less?";

    public static ResultSet Create(SampleShape shape)
    {
        List<SampleInvocation> invocations = [.. Plan(shape).Select((cell, order) => SampleInvocation.Make(shape, cell, order))];
        List<InvocationRow> rows = invocations.ConvertAll(item => item.Row);
        IReadOnlyList<MachineRow> machine = SampleMachine.Of(rows);
        InvocationRow[] twins = [.. TwinsOf(rows, shape)];
        return DerivedTables.Complete(new ResultSet
        {
            Title = Title,
            Baseline = shape.Configs[0],
            MatrixYaml = "title: sample\nengines:\n" + string.Concat(shape.Configs.Select(config => $"  - {config}\n")),
            RepeatCommand = "gc-compare run sample.yaml --invocations " + shape.Invocations,
            Environment = Environment,
            PlannedInvocations = rows.Count,
            Invocations = rows,
            Iterations = [.. invocations.SelectMany(item => item.Iterations)],
            Events = [.. invocations.SelectMany(item => item.Events)],
            Timeline = [.. invocations.SelectMany(item => item.Timeline)],
            Work = [.. invocations.SelectMany(item => item.Work)],
            Memory = [.. rows.Where(IsFirst).SelectMany(SampleMemory.Of)],
            Fragmentation = [.. rows.Where(IsFirst).SelectMany(SampleMemory.MeasuresOf)],
            Summary = MachineTable.Mark(SampleSummary.Of(rows, shape.Configs[0]), machine),
            Machine = machine,
            Canary = SampleMachine.CanariesOf(rows),
            Counters = [.. rows.SelectMany(SampleMachine.CountersOf)],
            Twins = twins,
            AaPair = SampleSummary.PairOf(rows, twins),
            Settings = [.. rows.SelectMany(SampleSettings.Of)],
        });
    }

    public static RunEnvironment Environment { get; } = new()
    {
        StartedAt = "2026-11-22T10:15:00Z",
        Processor = "Imaginary CPU of a test",
        Cores = 2,
        MemoryBytes = 24L << 30,
        System = "Linux 6.18 (test)",
        Runtime = ".NET 10.0.12",
        ToolVersion = "0.1.0",
        Commit = "0123456789abcdef0123456789abcdef01234567",
        Governor = null,
        Load = 0.42,
        Watched = SampleMachine.Watched,
        MatrixHash = new string('a', 64),
        Warnings =
        [
            "The frequency governor is not known: the clock may change during the run.",
            "The machine has 2 processors: a concurrent collector competes with the program.",
        ],
    };

    /// <summary>A usual run with a few failures.</summary>
    public static ResultSet Default { get; } = Create(new SampleShape());

    private static bool IsFirst(InvocationRow row) => row is { Invocation: 0, Status: CellStatus.Ok };

    // The baseline's first cell again, each invocation with the time of the next one.
    private static IEnumerable<InvocationRow> TwinsOf(List<InvocationRow> rows, SampleShape shape)
    {
        List<InvocationRow> own = rows.FindAll(row =>
            row.Config == shape.Configs[0] && row.Workload == shape.Workloads[0] && row.HeapBytes == shape.Heaps[0]);
        return own.Select((row, i) =>
        {
            InvocationRow next = own[(i + 1) % own.Count];
            return row with { WallNs = next.WallNs, CpuNs = next.CpuNs };
        });
    }

    // Interleaved: every invocation is one round over all cells.
    private static IEnumerable<SampleCell> Plan(SampleShape shape) =>
        from invocation in Enumerable.Range(0, shape.Invocations)
        from heap in shape.Heaps
        from workload in shape.Workloads.Index()
        from config in shape.Configs.Index()
        select new SampleCell(config.Index, config.Item, workload.Index, workload.Item, heap, invocation);
}
