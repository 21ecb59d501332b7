using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Results;

namespace Compare.Harness.Discovery;

/// <summary>Looks at the machine: what it is, and what on it makes numbers less good. Systems other than Linux say less.</summary>
public sealed class MachineProbe
{
    private const string NotAvailable = "not available";
    private const string CpuFolder = "sys/devices/system/cpu/";
    private const long LittleMemory = 2L << 30;
    private const double BusyShare = 0.25;

    private readonly MachineFiles _files;

    /// <summary>Creates a probe.</summary>
    /// <param name="root">Root of the file system.</param>
    public MachineProbe(string root = "/") => _files = new MachineFiles(root);

    /// <summary>Everything that was found, in a fixed order.</summary>
    public IReadOnlyList<MachineFinding> Findings() =>
    [
        new("system", SystemName(), null),
        new("processor", Processor(), null),
        Cores(),
        Memory(),
        Swap(),
        Governor(),
        Turbo(),
        Load(),
        Virtualisation(),
        ContainerCpu(),
        ContainerMemory(),
        new("runtime", RuntimeInformation.FrameworkDescription, null),
        RuntimeSettings(),
        Clock(),
    ];

    /// <summary>The description of the machine that goes into every result.</summary>
    /// <param name="time">Gives the start of the run.</param>
    /// <param name="toolVersion">Version of this tool, with the commit behind a plus sign where it is known.</param>
    /// <param name="matrixHash">Hash of the flattened matrix.</param>
    public RunEnvironment Capture(TimeProvider time, string toolVersion, string matrixHash)
    {
        string[] version = toolVersion.Split('+', 2);
        return new RunEnvironment
        {
            StartedAt = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Processor = Processor(),
            Cores = Environment.ProcessorCount,
            MemoryBytes = MemoryBytes(),
            System = SystemName(),
            Host = Environment.MachineName,
            Runtime = RuntimeInformation.FrameworkDescription,
            ToolVersion = version[0],
            Commit = version.Length > 1 ? version[1] : null,
            Governor = _files.Text(CpuFolder + "cpu0/cpufreq/scaling_governor"),
            Load = _files.Number("proc/loadavg"),
            MatrixHash = matrixHash,
            Warnings = [.. Findings().Select(finding => finding.Warning).OfType<string>()],
        };
    }

    private string SystemName() =>
        _files.Text("proc/sys/kernel/osrelease") is { } kernel
            ? $"{_files.Field("etc/os-release", "PRETTY_NAME=")?.Trim('"') ?? "Linux"}, kernel {kernel}, {RuntimeInformation.OSArchitecture}"
            : $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}";

    private string Processor() =>
        _files.Field("proc/cpuinfo", "model name")
        ?? _files.Field("proc/cpuinfo", "Model")
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private long MemoryBytes() =>
        _files.Kilobytes("proc/meminfo", "MemTotal:") ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static MachineFinding Cores() => new(
        "cores",
        Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        Environment.ProcessorCount < 2 ? "Only one core: the harness and the system share it with what is measured; use a machine with two or more." : null);

    private MachineFinding Memory()
    {
        long? available = _files.Kilobytes("proc/meminfo", "MemAvailable:");
        string value = $"{Gibibytes(MemoryBytes())}, available {(available is { } bytes ? Gibibytes(bytes) : NotAvailable)}";
        return new MachineFinding("memory", value, available < LittleMemory
            ? "Less than 2 GiB of memory are available: cells may be killed or swapped; close other programs."
            : null);
    }

    private MachineFinding Swap()
    {
        long? total = _files.Kilobytes("proc/meminfo", "SwapTotal:");
        long? free = _files.Kilobytes("proc/meminfo", "SwapFree:");
        return new MachineFinding("swap", total is { } bytes ? Gibibytes(bytes) : NotAvailable, total - free > total / 10
            ? "The machine is swapping: pauses may be the disk's; close other programs."
            : null);
    }

    private MachineFinding Governor()
    {
        string? governor = _files.Text(CpuFolder + "cpu0/cpufreq/scaling_governor");
        return new MachineFinding("governor", governor ?? NotAvailable, governor is null or "performance"
            ? null
            : $"The frequency governor is '{governor}': clock rates follow the load; set it with 'cpupower frequency-set -g performance'.");
    }

    private MachineFinding Turbo()
    {
        string? boost = _files.Text(CpuFolder + "cpufreq/boost");
        string? noTurbo = _files.Text(CpuFolder + "intel_pstate/no_turbo");
        bool? on = boost is not null ? boost == "1" : noTurbo is not null ? noTurbo == "0" : null;
        return new MachineFinding("turbo", on is { } value ? (value ? "on" : "off") : NotAvailable, on == true
            ? "Turbo is on: the first cells of a run may see a higher clock than the last; switch it off for comparisons."
            : null);
    }

    private MachineFinding Load()
    {
        double? load = _files.Number("proc/loadavg");
        return new MachineFinding(
            "load",
            load?.ToString("0.00", CultureInfo.InvariantCulture) ?? NotAvailable,
            load > BusyShare * Environment.ProcessorCount
                ? string.Create(CultureInfo.InvariantCulture, $"The load is {load:0.00} on {Environment.ProcessorCount} cores: other programs are running; stop them or wait.")
                : null);
    }

    private MachineFinding Virtualisation()
    {
        string? flags = _files.Field("proc/cpuinfo", "flags");
        bool? guest = flags?.Split(' ').Contains("hypervisor", StringComparer.Ordinal);
        return new MachineFinding("virtual machine", guest is { } value ? (value ? "yes" : "no") : NotAvailable, guest == true
            ? "This is a virtual machine: its neighbours can disturb measurements; compare only within one run, or use bare metal."
            : null);
    }

    private MachineFinding ContainerCpu()
    {
        string[]? parts = _files.Text("sys/fs/cgroup/cpu.max")?.Split(' ');
        bool limited = parts is { Length: 2 } && parts[0] != "max";
        return new MachineFinding("container cpu limit", parts is null ? NotAvailable : limited ? $"{parts[0]} of {parts[1]} µs" : "none", limited
            ? "The container has a CPU quota: the kernel stops it for the rest of each period, which looks like a pause; remove the quota."
            : null);
    }

    private MachineFinding ContainerMemory()
    {
        string? limit = _files.Text("sys/fs/cgroup/memory.max");
        bool limited = long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes);
        return new MachineFinding("container memory limit", limited ? Gibibytes(bytes) : limit is null ? NotAvailable : "none", limited && bytes < LittleMemory
            ? "The container may use less than 2 GiB: the kernel kills cells that need more; raise the limit."
            : null);
    }

    private static MachineFinding RuntimeSettings()
    {
        string[] set =
        [
            .. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Select(variable => (string)variable.Key)
                .Where(name => name.StartsWith("DOTNET_GC", StringComparison.OrdinalIgnoreCase)
                    || name.StartsWith("DOTNET_Tiered", StringComparison.OrdinalIgnoreCase)
                    || name.StartsWith("DOTNET_TC_", StringComparison.OrdinalIgnoreCase)
                    || name.StartsWith("COMPlus_", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return new MachineFinding("runtime settings", set.Length == 0 ? "none" : string.Join(", ", set), set.Length == 0
            ? null
            : $"The environment sets {string.Join(", ", set)}; cells run without them, set engine parameters instead.");
    }

    private static MachineFinding Clock() => new(
        "clock",
        string.Create(CultureInfo.InvariantCulture, $"{1e9 / System.Diagnostics.Stopwatch.Frequency:0} ns"),
        System.Diagnostics.Stopwatch.IsHighResolution ? null : "There is no high-resolution clock: short pauses cannot be told apart.");

    private static string Gibibytes(long bytes) =>
        bytes >= 1L << 30
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB")
            : ByteSize.Format(bytes);
}
