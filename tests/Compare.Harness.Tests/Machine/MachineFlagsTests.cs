using Compare.Harness.Machine;

namespace Compare.Harness.Tests.Machine;

public sealed class MachineFlagsTests
{
    private const long Second = 1_000_000_000;

    private static readonly MachineReading s_quiet = new()
    {
        StartedAt = "2026-11-23T00:00:00.000Z",
        ElapsedNs = Second,
        StealNs = Second / 100,
        CpuSomeNs = Second / 5,
        MemorySomeNs = Second / 100,
        DiskSomeNs = Second / 10,
        OtherCpuNs = 2 * Second / 10,
        WorkerCpuNs = Second,
        InvoluntarySwitches = 250,
        MajorFaults = 3,
        SwapInBytes = 0,
        SwapOutBytes = 0,
        Throttles = 0,
        ClocksBefore = new(1, 1, 3_040),
        ClocksAfter = new(1, 1, 3_040),
    };

    private static string Flags(MachineReading reading, double? clock = 3_200, int processors = 2) =>
        string.Join(' ', MachineFlags.Of(reading, processors, clock).Select(flag => flag.Name));

    [Fact]
    public void At_the_limits_nothing_is_flagged() => Assert.Empty(Flags(s_quiet));

    [Fact]
    public void Beyond_each_limit_there_is_its_flag()
    {
        Assert.Equal("steal", Flags(s_quiet with { StealNs = (Second / 100) + 1 }));
        Assert.Equal("cpu_pressure", Flags(s_quiet with { CpuSomeNs = (Second / 5) + 1 }));
        Assert.Equal("memory_pressure", Flags(s_quiet with { MemorySomeNs = (Second / 100) + 1 }));
        Assert.Equal("disk_pressure", Flags(s_quiet with { DiskSomeNs = (Second / 10) + 1 }));
        Assert.Equal("other_cpu", Flags(s_quiet with { OtherCpuNs = (2 * Second / 10) + 1000 }));
        Assert.Equal("other_cpu", Flags(s_quiet, processors: 1));
        Assert.Equal("preempted", Flags(s_quiet with { InvoluntarySwitches = 251 }));
        Assert.Equal("swap", Flags(s_quiet with { SwapInBytes = 1 }));
        Assert.Equal("swap", Flags(s_quiet with { SwapOutBytes = 1 }));
        Assert.Equal("throttled", Flags(s_quiet with { Throttles = 1 }));
        Assert.Equal("slow_clock", Flags(s_quiet, clock: 3_300));
    }

    [Fact]
    public void Several_flags_stand_in_their_order() =>
        Assert.Equal(
            "steal preempted swap",
            Flags(s_quiet with { SwapInBytes = 1, InvoluntarySwitches = 999, StealNs = Second }));

    [Fact]
    public void What_is_not_known_raises_no_flag() =>
        Assert.Empty(Flags(new MachineReading { StartedAt = string.Empty, ElapsedNs = 0 }, clock: null));

    [Fact]
    public void The_sentences_name_the_limits()
    {
        (string Limit, MachineFlag Flag)[] named =
        [
            ($"{100 * MachineThresholds.StealShare:0} %", MachineFlag.Steal),
            ($"{100 * MachineThresholds.CpuPressureShare:0} %", MachineFlag.CpuPressure),
            ($"{100 * MachineThresholds.MemoryPressureShare:0} %", MachineFlag.MemoryPressure),
            ($"{100 * MachineThresholds.DiskPressureShare:0} %", MachineFlag.DiskPressure),
            ($"{100 * MachineThresholds.OtherCpuShare:0} %", MachineFlag.OtherCpu),
            ($"{MachineThresholds.SwitchesPerCpuSecond:0} times", MachineFlag.Preempted),
            ($"{100 * MachineThresholds.SlowClockShare:0} %", MachineFlag.SlowClock),
        ];
        Assert.All(named, one => Assert.Contains(one.Limit, one.Flag.Sentence, StringComparison.Ordinal));
    }
}
