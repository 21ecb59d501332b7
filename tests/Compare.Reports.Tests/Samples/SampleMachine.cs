using Compare.Harness.Machine;
using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>Makes what the machine did during a sample, and a canary that becomes slower by a tenth.</summary>
internal static class SampleMachine
{
    private const int Canaries = 12;
    private const long Elapsed = 800_000_000;
    private const long CanaryNs = 13_000_000;

    public static IReadOnlyList<WatchedFact> Watched { get; } =
    [
        new("steal time", null),
        new("energy", "/sys/class/powercap/intel-rapl:0/energy_uj cannot be read; it may need more rights"),
        new("counter: cycles", "the processor, or the virtual machine, does not have it"),
        new("counter: page faults", null),
    ];

    public static IReadOnlyList<MachineRow> Of(IReadOnlyList<InvocationRow> rows) =>
    [
        .. rows.Where(row => row.Status != CellStatus.NotApplicable).Select(row => new MachineRow
        {
            Engine = row.Engine,
            Config = row.Config,
            Workload = row.Workload,
            HeapBytes = row.HeapBytes,
            Invocation = row.Invocation,
            Kind = "timed",
            Order = row.Order,
            StartedAt = "2026-11-22T10:15:00.000Z",
            ElapsedNs = Elapsed,
            Flags = row.Order % 17 == 4 ? "steal other_cpu" : null,
            StealNs = row.Order % 17 == 4 ? Elapsed / 30 : Elapsed / 900,
            CpuSomeNs = Elapsed / 100 * (row.Order % 7),
            MemorySomeNs = 0,
            DiskSomeNs = row.Order == 0 ? Elapsed / 20 : 0,
            OtherCpuNs = row.Order % 17 == 4 ? Elapsed / 3 : Elapsed / 40,
            WorkerCpuNs = Elapsed,
            InvoluntarySwitches = row.Order % 23,
            MajorFaults = row.Order == 0 ? 12 : 0,
        }),
    ];

    public static IReadOnlyList<CanaryRow> CanariesOf(IReadOnlyList<InvocationRow> rows) =>
    [
        .. Enumerable.Range(0, rows.Count == 0 ? 0 : Canaries).Select(i => new CanaryRow
        {
            Engine = "semispace",
            Config = "semispace",
            Workload = "binary-trees:depth=11,node=slots",
            Invocation = i,
            Order = i * Math.Max(1, rows.Count / Canaries),
            Status = CellStatus.Ok,
            WallNs = CanaryNs + (CanaryNs / 110 * i) + (i % 3 * 20_000),
        }),
    ];

    public static IEnumerable<CounterRow> CountersOf(InvocationRow row) => row.Status != CellStatus.Ok ? [] :
    [
        new()
        {
            Engine = row.Engine,
            Config = row.Config,
            Workload = row.Workload,
            HeapBytes = row.HeapBytes,
            Invocation = row.Invocation,
            Iteration = 2,
            Counter = "page_faults",
            Value = 100 + row.Invocation,
            Unit = "faults",
            CountedShare = row.Invocation == 0 ? 0.5 : 1,
        },
    ];
}
