using Compare.Harness.Machine.Counters;

namespace Compare.Harness.Machine;

/// <summary>Finds out what can be watched on a machine and why the rest cannot.</summary>
/// <param name="files">The files of the system.</param>
/// <param name="accounts">The accounts of processes.</param>
/// <param name="events">The kernel's counters.</param>
/// <param name="time">The clock.</param>
public sealed class WatchedFacts(ISystemFiles files, IProcessAccounts accounts, IPerformanceEvents events, TimeProvider time)
{
    private const string CounterPrefix = "counter: ";

    /// <summary>Looks at everything.</summary>
    public IReadOnlyList<WatchedFact> Find()
    {
        MachineSnapshot now = new SnapshotReader(files, accounts, time).Take();
        return
        [
            Fact("steal time", now.Cpu?.StealNs is not null, "proc/stat"),
            Fact("CPU time of other processes", now.Cpu is not null && now.Children is not null, "proc/stat"),
            Fact("pressure on processors", now.CpuPressure.SomeNs is not null, "proc/pressure/cpu"),
            Fact("pressure on memory", now.MemoryPressure.SomeNs is not null, "proc/pressure/memory"),
            Fact("pressure on disks", now.DiskPressure.SomeNs is not null, "proc/pressure/io"),
            new(
                "context switches and major faults",
                now.Children is null ? "the system keeps no accounts of child processes" : null),
            Fact("swap traffic", now.SwapInBytes is not null, "proc/vmstat"),
            Fact("clock rates", now.Clocks is not null, $"{SnapshotReader.ProcessorFolder}/cpu0/cpufreq/scaling_cur_freq"),
            Fact(
                "thermal throttling",
                now.Throttles is not null,
                $"{SnapshotReader.ProcessorFolder}/cpu0/thermal_throttle/core_throttle_count"),
            Energy(now),
            .. CounterSet.Probe(events).Select(one =>
                new WatchedFact(CounterPrefix + one.Counter.Name.Replace('_', ' '), one.Reason)),
        ];
    }

    private WatchedFact Energy(MachineSnapshot now)
    {
        string? zone = files.Entries(SnapshotReader.EnergyFolder)
            .FirstOrDefault(name => files.Exists($"{SnapshotReader.EnergyFolder}/{name}/energy_uj"));
        return zone is null
            ? Fact("energy", now.Energy.Count > 0, SnapshotReader.EnergyFolder)
            : Fact("energy", now.Energy.Count > 0, $"{SnapshotReader.EnergyFolder}/{zone}/energy_uj");
    }

    private WatchedFact Fact(string name, bool isKnown, string path) => new(
        name,
        isKnown ? null : files.Exists(path) ? $"/{path} cannot be read; it may need more rights" : $"there is no /{path} here");
}
