using static Compare.Harness.Machine.MachineThresholds;

namespace Compare.Harness.Machine;

/// <summary>
/// Holds what the machine did against the limits (<see cref="MachineThresholds"/>). What is not known raises no flag.
/// </summary>
public static class MachineFlags
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>The flags of one invocation, in their order.</summary>
    /// <param name="reading">What the machine did.</param>
    /// <param name="processors">Logical processors of the machine.</param>
    /// <param name="usualClockHz">Median over the run of the fastest processor's clock; null where clocks are not known.</param>
    public static IReadOnlyList<MachineFlag> Of(MachineReading reading, int processors, double? usualClockHz)
    {
        (MachineFlag Flag, bool IsRaised)[] judged =
        [
            (MachineFlag.Steal, Share(reading.StealNs, reading) > StealShare),
            (MachineFlag.CpuPressure, Share(reading.CpuSomeNs, reading) > CpuPressureShare),
            (MachineFlag.MemoryPressure, Share(reading.MemorySomeNs, reading) > MemoryPressureShare),
            (MachineFlag.DiskPressure, Share(reading.DiskSomeNs, reading) > DiskPressureShare),
            (MachineFlag.OtherCpu, Share(reading.OtherCpuNs, reading) / processors > OtherCpuShare),
            (MachineFlag.Preempted,
                reading.InvoluntarySwitches > SwitchesPerCpuSecond * reading.WorkerCpuNs / NanosecondsPerSecond),
            (MachineFlag.Swap, reading.SwapInBytes > 0 || reading.SwapOutBytes > 0),
            (MachineFlag.Throttled, reading.Throttles > 0),
            (MachineFlag.SlowClock, FastestHz(reading) < (1 - SlowClockShare) * usualClockHz),
        ];
        return [.. judged.Where(one => one.IsRaised).Select(one => one.Flag)];
    }

    /// <summary>A time as a share of that of the invocation.</summary>
    /// <param name="nanoseconds">The time, ns.</param>
    /// <param name="reading">The invocation.</param>
    public static double? Share(long? nanoseconds, MachineReading reading) =>
        reading.ElapsedNs > 0 ? nanoseconds / (double)reading.ElapsedNs : null;

    /// <summary>The fastest processor's clock, mean of before and after, Hz.</summary>
    /// <param name="reading">The invocation.</param>
    public static double? FastestHz(MachineReading reading) =>
        (reading.ClocksBefore?.MaxHz + reading.ClocksAfter?.MaxHz) / 2.0;
}
