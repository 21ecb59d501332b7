using System.Globalization;
using Compare.Harness.Discovery;

namespace Compare.Harness.Machine;

/// <summary>Reads the counters of the machine. A file that is missing or makes no sense leaves its values unknown.</summary>
/// <param name="files">The files of the system.</param>
/// <param name="accounts">The accounts of processes.</param>
/// <param name="time">The clock.</param>
internal sealed class SnapshotReader(ISystemFiles files, IProcessAccounts accounts, TimeProvider time)
{
    /// <summary>Folder of the counters of energy.</summary>
    public const string EnergyFolder = "sys/class/powercap";

    /// <summary>Folder of the processors.</summary>
    public const string ProcessorFolder = "sys/devices/system/cpu";

    private const string EnergyPrefix = "intel-rapl:";
    private const long HertzPerKilohertz = 1000;

    /// <summary>Takes a snapshot.</summary>
    public MachineSnapshot Take()
    {
        IReadOnlyList<string> processors = Processors();
        return new MachineSnapshot
        {
            Cpu = CpuTimes.Parse(files.Text("proc/stat")),
            CpuPressure = PressureTotals.Parse(files.Text("proc/pressure/cpu")),
            MemoryPressure = PressureTotals.Parse(files.Text("proc/pressure/memory")),
            DiskPressure = PressureTotals.Parse(files.Text("proc/pressure/io")),
            Children = accounts.Children(),
            OwnCpuNs = accounts.OwnCpuNs(),
            Clocks = Clocks(processors),
            Throttles = Throttles(processors),
            Load = files.Number("proc/loadavg"),
            AvailableBytes = files.Kilobytes("proc/meminfo", "MemAvailable:"),
            SwapInBytes = Pages("pswpin "),
            SwapOutBytes = Pages("pswpout "),
            Energy = Energy(),
            Timestamp = time.GetTimestamp(),
        };
    }

    private string[] Processors() =>
    [
        .. files.Entries(ProcessorFolder).Where(name =>
            name.StartsWith("cpu", StringComparison.Ordinal) && name.Length > 3 && name.Skip(3).All(char.IsAsciiDigit)),
    ];

    private ProcessorClocks? Clocks(IReadOnlyList<string> processors)
    {
        long[] rates =
        [
            .. processors.Select(name => Whole($"{ProcessorFolder}/{name}/cpufreq/scaling_cur_freq"))
                .OfType<long>().Where(kilohertz => kilohertz > 0).Select(kilohertz => kilohertz * HertzPerKilohertz),
        ];
        return rates.Length == 0 ? null : new ProcessorClocks(rates.Min(), (long)rates.Average(), rates.Max());
    }

    private long? Throttles(IReadOnlyList<string> processors)
    {
        long[] counts =
        [
            .. processors.SelectMany(name => (string[])
                [
                    $"{ProcessorFolder}/{name}/thermal_throttle/core_throttle_count",
                    $"{ProcessorFolder}/{name}/thermal_throttle/package_throttle_count",
                ]).Select(Whole).OfType<long>(),
        ];
        return counts.Length == 0 ? null : counts.Sum();
    }

    private Dictionary<string, EnergyZone> Energy()
    {
        Dictionary<string, EnergyZone> zones = new(StringComparer.Ordinal);
        foreach (string zone in files.Entries(EnergyFolder)
            .Where(name => name.StartsWith(EnergyPrefix, StringComparison.Ordinal)))
        {
            if (files.Text($"{EnergyFolder}/{zone}/name") is { } name && Whole($"{EnergyFolder}/{zone}/energy_uj") is { } value)
            {
                zones.Add(zone, new EnergyZone(name, value, Whole($"{EnergyFolder}/{zone}/max_energy_range_uj")));
            }
        }

        return zones;
    }

    private long? Pages(string key) =>
        long.TryParse(files.Field("proc/vmstat", key), NumberStyles.None, CultureInfo.InvariantCulture, out long pages)
            ? pages * Environment.SystemPageSize
            : null;

    private long? Whole(string path) =>
        long.TryParse(files.Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
