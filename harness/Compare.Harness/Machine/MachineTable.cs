using System.Globalization;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Machine;

/// <summary>Makes <c>machine.csv</c> from the journal, and says in sentences what was flagged.</summary>
public static class MachineTable
{
    /// <summary>Makes the rows, in the order of execution.</summary>
    /// <param name="entries">The journal.</param>
    /// <param name="processors">Logical processors of the machine.</param>
    public static IReadOnlyList<MachineRow> Of(IReadOnlyList<JournalEntry> entries, int processors)
    {
        double[] clocks =
        [
            .. entries.Select(entry => entry.Machine).OfType<MachineReading>().Select(MachineFlags.FastestHz).OfType<double>(),
        ];
        double? usual = clocks.Length == 0 ? null : Quantiles.Median(clocks);
        return
        [
            .. from entry in entries
               orderby entry.Row.Order
               where entry.Machine is not null
               select Row(entry, entry.Machine!, MachineFlags.Of(entry.Machine!, processors, usual)),
        ];
    }

    /// <summary>One sentence for each kind of disturbance: how often it came, and where first.</summary>
    /// <param name="rows">Rows of <c>machine.csv</c>.</param>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<MachineRow> rows) =>
    [
        .. from flag in MachineFlag.All
           let raised = rows.Where(row => FlagsOf(row).Contains(flag.Name, StringComparer.Ordinal)).ToArray()
           where raised.Length > 0
           select string.Create(
               CultureInfo.InvariantCulture,
               $"{flag.Sentence} ({flag.Name}: {raised.Length} of {rows.Count} processes, "
                   + $"first: {raised[0].Config} on {raised[0].Workload})"),
    ];

    /// <summary>Writes into each row of a summary which invocations of its cell were flagged.</summary>
    /// <param name="summary">Rows of <c>summary.csv</c>.</param>
    /// <param name="machine">Rows of <c>machine.csv</c>.</param>
    public static IReadOnlyList<SummaryRow> Mark(IReadOnlyList<SummaryRow> summary, IReadOnlyList<MachineRow> machine)
    {
        ILookup<(string, string, long?), int> flagged = machine
            .Where(row => row.Flags is not null && row.Kind == InvocationKind.Timed.Name())
            .ToLookup(row => (row.Config, row.Workload, row.HeapBytes), row => row.Invocation);
        return
        [
            .. from row in summary
               let numbers = flagged[(row.Config, row.Workload, row.HeapBytes)].Order().ToArray()
               select numbers.Length == 0 ? row : row with { FlaggedInvocations = string.Join(' ', numbers) },
        ];
    }

    /// <summary>The flags of an invocation.</summary>
    /// <param name="row">The invocation.</param>
    public static string[] FlagsOf(MachineRow row) =>
        row.Flags?.Split(MachineFlag.Separator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static MachineRow Row(JournalEntry entry, MachineReading reading, IReadOnlyList<MachineFlag> flags) => new()
    {
        Engine = entry.Row.Engine,
        Config = entry.Config,
        Workload = entry.Workload,
        HeapBytes = entry.HeapBytes,
        Invocation = entry.Invocation,
        Kind = entry.Key.Kind.Name(),
        Order = entry.Row.Order,
        StartedAt = reading.StartedAt,
        ElapsedNs = reading.ElapsedNs,
        Flags = flags.Count == 0 ? null : string.Join(MachineFlag.Separator, flags.Select(flag => flag.Name)),
        StealNs = reading.StealNs,
        CpuSomeNs = reading.CpuSomeNs,
        MemorySomeNs = reading.MemorySomeNs,
        MemoryFullNs = reading.MemoryFullNs,
        DiskSomeNs = reading.DiskSomeNs,
        DiskFullNs = reading.DiskFullNs,
        OtherCpuNs = reading.OtherCpuNs,
        WorkerCpuNs = reading.WorkerCpuNs,
        HarnessCpuNs = reading.HarnessCpuNs,
        InvoluntarySwitches = reading.InvoluntarySwitches,
        MajorFaults = reading.MajorFaults,
        ClockBeforeMinHz = reading.ClocksBefore?.MinHz,
        ClockBeforeMeanHz = reading.ClocksBefore?.MeanHz,
        ClockBeforeMaxHz = reading.ClocksBefore?.MaxHz,
        ClockAfterMinHz = reading.ClocksAfter?.MinHz,
        ClockAfterMeanHz = reading.ClocksAfter?.MeanHz,
        ClockAfterMaxHz = reading.ClocksAfter?.MaxHz,
        Throttles = reading.Throttles,
        Load = reading.Load,
        AvailableBytes = reading.AvailableBytes,
        SwapInBytes = reading.SwapInBytes,
        SwapOutBytes = reading.SwapOutBytes,
        PackageMicroJoules = reading.PackageMicroJoules,
        MemoryMicroJoules = reading.MemoryMicroJoules,
    };
}
