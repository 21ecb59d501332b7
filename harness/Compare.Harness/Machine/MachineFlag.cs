namespace Compare.Harness.Machine;

/// <summary>One way in which the machine disturbed an invocation.</summary>
/// <param name="Name">Name in <c>machine.csv</c>.</param>
/// <param name="Sentence">What it means, for warnings, without a full stop.</param>
public sealed record MachineFlag(string Name, string Sentence)
{
    /// <summary>Separates the flags of one invocation.</summary>
    public const char Separator = ' ';

    /// <summary>Steal time.</summary>
    public static MachineFlag Steal { get; } =
        new("steal", "the hypervisor took the processor away for more than 1 % of the time");

    /// <summary>Waiting for processors.</summary>
    public static MachineFlag CpuPressure { get; } =
        new("cpu_pressure", "tasks waited for a processor for more than 20 % of the time");

    /// <summary>Waiting for memory.</summary>
    public static MachineFlag MemoryPressure { get; } =
        new("memory_pressure", "tasks waited for memory for more than 1 % of the time");

    /// <summary>Waiting for disks.</summary>
    public static MachineFlag DiskPressure { get; } =
        new("disk_pressure", "tasks waited for the disk for more than 10 % of the time");

    /// <summary>Other processes.</summary>
    public static MachineFlag OtherCpu { get; } =
        new("other_cpu", "other processes used more than 10 % of all processors");

    /// <summary>Taken off the processor.</summary>
    public static MachineFlag Preempted { get; } =
        new("preempted", "the process was taken off its processor more than 250 times in a second of its CPU time");

    /// <summary>Swapping.</summary>
    public static MachineFlag Swap { get; } =
        new("swap", "the machine swapped");

    /// <summary>Thermal throttling.</summary>
    public static MachineFlag Throttled { get; } =
        new("throttled", "a processor was throttled because it was too hot");

    /// <summary>A slow clock.</summary>
    public static MachineFlag SlowClock { get; } =
        new("slow_clock", "the fastest processor's clock was more than 5 % below the median of the run");

    /// <summary>All flags, in the order in which they are written.</summary>
    public static IReadOnlyList<MachineFlag> All { get; } =
        [Steal, CpuPressure, MemoryPressure, DiskPressure, OtherCpu, Preempted, Swap, Throttled, SlowClock];
}
