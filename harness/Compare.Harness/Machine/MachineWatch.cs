using System.Globalization;

namespace Compare.Harness.Machine;

/// <summary>Watches the machine while a process runs: a snapshot before, one after, their difference.</summary>
public sealed class MachineWatch
{
    private const string PackageZone = "package";
    private const string MemoryZone = "dram";

    private readonly SnapshotReader _reader;
    private readonly TimeProvider _time;

    /// <summary>Creates a watch.</summary>
    /// <param name="files">The files of the system.</param>
    /// <param name="accounts">The accounts of processes.</param>
    /// <param name="time">The clock.</param>
    public MachineWatch(ISystemFiles files, IProcessAccounts accounts, TimeProvider time)
    {
        _reader = new SnapshotReader(files, accounts, time);
        _time = time;
    }

    /// <summary>Runs something and says what the machine did meanwhile.</summary>
    /// <typeparam name="T">Type of what it gives.</typeparam>
    /// <param name="run">Runs it.</param>
    public async Task<(T Outcome, MachineReading Reading)> AroundAsync<T>(Func<Task<T>> run)
    {
        string startedAt = _time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        MachineSnapshot before = _reader.Take();
        T outcome = await run();
        return (outcome, Difference(startedAt, before, _reader.Take()));
    }

    private MachineReading Difference(string startedAt, MachineSnapshot before, MachineSnapshot after)
    {
        ProcessUsage? worker = after.Children is { } now && before.Children is { } was ? now.Since(was) : null;
        long harness = after.OwnCpuNs - before.OwnCpuNs;
        long? others = after.Cpu?.BusyNs - before.Cpu?.BusyNs - worker?.CpuNs - harness;
        return new MachineReading
        {
            StartedAt = startedAt,
            ElapsedNs = _time.GetElapsedTime(before.Timestamp, after.Timestamp).Ticks * TimeSpan.NanosecondsPerTick,
            StealNs = after.Cpu?.StealNs - before.Cpu?.StealNs,
            CpuSomeNs = after.CpuPressure.SomeNs - before.CpuPressure.SomeNs,
            MemorySomeNs = after.MemoryPressure.SomeNs - before.MemoryPressure.SomeNs,
            MemoryFullNs = after.MemoryPressure.FullNs - before.MemoryPressure.FullNs,
            DiskSomeNs = after.DiskPressure.SomeNs - before.DiskPressure.SomeNs,
            DiskFullNs = after.DiskPressure.FullNs - before.DiskPressure.FullNs,
            OtherCpuNs = others is { } other ? Math.Max(0, other) : null,
            WorkerCpuNs = worker?.CpuNs,
            HarnessCpuNs = harness,
            InvoluntarySwitches = worker?.InvoluntarySwitches,
            MajorFaults = worker?.MajorFaults,
            ClocksBefore = before.Clocks,
            ClocksAfter = after.Clocks,
            Throttles = after.Throttles - before.Throttles,
            Load = before.Load,
            AvailableBytes = before.AvailableBytes,
            SwapInBytes = after.SwapInBytes - before.SwapInBytes,
            SwapOutBytes = after.SwapOutBytes - before.SwapOutBytes,
            PackageMicroJoules = Energy(before, after, PackageZone),
            MemoryMicroJoules = Energy(before, after, MemoryZone),
        };
    }

    // Zones nest: a package holds its cores and on some machines its memory, so only zones of one kind may be added.
    private static long? Energy(MachineSnapshot before, MachineSnapshot after, string kind)
    {
        long?[] used =
        [
            .. from zone in after.Energy
               where zone.Value.Name.StartsWith(kind, StringComparison.Ordinal)
               select before.Energy.TryGetValue(zone.Key, out EnergyZone was) ? zone.Value.Since(was) : null,
        ];
        return used.Length > 0 && Array.TrueForAll(used, one => one.HasValue) ? used.Sum() : null;
    }
}
