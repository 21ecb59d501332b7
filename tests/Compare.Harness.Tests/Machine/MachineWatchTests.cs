using Compare.Harness.Machine;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Machine;

public sealed class MachineWatchTests
{
    private const string Cpu0 = "sys/devices/system/cpu/cpu0/";
    private const string Cpu1 = "sys/devices/system/cpu/cpu1/";
    private const string Package = "sys/class/powercap/intel-rapl:0/";
    private const string Dram = "sys/class/powercap/intel-rapl:0:1/";

    private readonly FakeSystemFiles _files = new();
    private readonly FakeAccounts _accounts = new();

    private async Task<MachineReading> Watch(Action meanwhile)
    {
        MachineWatch watch = new(_files, _accounts, TimeProvider.System);
        (int outcome, MachineReading reading) = await watch.AroundAsync(() =>
        {
            meanwhile();
            return Task.FromResult(7);
        });
        Assert.Equal(7, outcome);
        return reading;
    }

    [Fact]
    public async Task Times_of_processors_are_differences_without_the_worker_and_the_harness()
    {
        // user nice system idle iowait irq softirq steal guest guest_nice, 10 ms each.
        _files["proc/stat"] = "cpu  100 10 50 9000 70 1 2 30 5 0\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 5\n";
        _accounts.Usage = new ProcessUsage(1_000_000_000, 40, 500);
        _accounts.Own = 5_000_000;

        MachineReading reading = await Watch(() =>
        {
            _files["proc/stat"] = "cpu  150 12 60 9900 99 2 4 37 25 0\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 9\n";
            _accounts.Usage = new ProcessUsage(1_300_000_000, 43, 520);
            _accounts.Own = 15_000_000;
        });

        // Busy: 50 + 2 + 10 + 1 + 2 ticks = 650 ms; guests are in user already, idle and iowait are not busy.
        Assert.Equal(70_000_000, reading.StealNs);
        Assert.Equal(300_000_000, reading.WorkerCpuNs);
        Assert.Equal(10_000_000, reading.HarnessCpuNs);
        Assert.Equal(340_000_000, reading.OtherCpuNs);
        Assert.Equal((20L, 3L), (reading.InvoluntarySwitches, reading.MajorFaults));
    }

    [Fact]
    public async Task Others_never_use_less_than_nothing()
    {
        _files["proc/stat"] = "cpu 100 0 0 0 0 0 0 0 0 0";
        _accounts.Usage = new ProcessUsage(0, 0, 0);

        MachineReading reading = await Watch(() => _accounts.Usage = new ProcessUsage(9_000_000, 0, 0));

        Assert.Equal(0, reading.OtherCpuNs);
    }

    [Fact]
    public async Task Pressure_is_the_difference_of_totals_in_nanoseconds()
    {
        _files["proc/pressure/cpu"] = "some avg10=1.00 avg60=2.00 avg300=3.00 total=1000\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=0";
        _files["proc/pressure/memory"] = "some avg10=0.00 avg60=0.00 avg300=0.00 total=10\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=4";
        _files["proc/pressure/io"] = "some avg10=0.00 avg60=0.00 avg300=0.00 total=20";

        MachineReading reading = await Watch(() =>
        {
            _files["proc/pressure/cpu"] = "some avg10=1.00 avg60=2.00 avg300=3.00 total=1750\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=0";
            _files["proc/pressure/memory"] = "some avg10=0.00 avg60=0.00 avg300=0.00 total=12\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=5";
            _files["proc/pressure/io"] = "some avg10=0.00 avg60=0.00 avg300=0.00 total=50";
        });

        Assert.Equal(750_000, reading.CpuSomeNs);
        Assert.Equal((2_000L, 1_000L), (reading.MemorySomeNs, reading.MemoryFullNs));
        Assert.Equal(30_000, reading.DiskSomeNs);
        Assert.Null(reading.DiskFullNs);
    }

    [Fact]
    public async Task Clocks_throttling_memory_and_swap_are_read()
    {
        _files[Cpu0 + "cpufreq/scaling_cur_freq"] = "800000\n";
        _files[Cpu1 + "cpufreq/scaling_cur_freq"] = "3200000\n";
        _files["sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq"] = "1\n"; // Not a processor.
        _files[Cpu0 + "thermal_throttle/core_throttle_count"] = "5";
        _files[Cpu1 + "thermal_throttle/core_throttle_count"] = "6";
        _files["proc/loadavg"] = "1.25 1 1 1/1 1";
        _files["proc/meminfo"] = "MemTotal: 4 kB\nMemAvailable:  2 kB\n";
        _files["proc/vmstat"] = "pgmajfault 3\npswpin 10\npswpout 20\n";

        MachineReading reading = await Watch(() =>
        {
            _files[Cpu0 + "cpufreq/scaling_cur_freq"] = "2400000";
            _files[Cpu1 + "thermal_throttle/core_throttle_count"] = "8";
            _files["proc/vmstat"] = "pgmajfault 3\npswpin 11\npswpout 23\n";
        });

        Assert.Equal(new ProcessorClocks(800_000_000, 2_000_000_000, 3_200_000_000), reading.ClocksBefore);
        Assert.Equal(new ProcessorClocks(2_400_000_000, 2_800_000_000, 3_200_000_000), reading.ClocksAfter);
        Assert.Equal(2, reading.Throttles);
        Assert.Equal((1.25, 2048L), (reading.Load, reading.AvailableBytes));
        Assert.Equal((Environment.SystemPageSize, 3L * Environment.SystemPageSize), (reading.SwapInBytes, reading.SwapOutBytes));
    }

    [Fact]
    public async Task Energy_counters_may_turn_and_only_zones_of_one_kind_are_added()
    {
        _files[Package + "name"] = "package-0";
        _files[Package + "energy_uj"] = "900";
        _files[Package + "max_energy_range_uj"] = "1000";
        _files[Dram + "name"] = "dram";
        _files[Dram + "energy_uj"] = "50";
        _files["sys/class/powercap/intel-rapl:1/name"] = "package-1";
        _files["sys/class/powercap/intel-rapl:1/energy_uj"] = "10";

        MachineReading reading = await Watch(() =>
        {
            _files[Package + "energy_uj"] = "40"; // 100 to the end, 40 behind it.
            _files[Dram + "energy_uj"] = "57";
            _files["sys/class/powercap/intel-rapl:1/energy_uj"] = "13";
        });

        Assert.Equal((143L, 7L), (reading.PackageMicroJoules, reading.MemoryMicroJoules));
    }

    [Fact]
    public async Task A_counter_that_turned_at_an_unknown_range_is_not_known()
    {
        _files[Package + "name"] = "package-0";
        _files[Package + "energy_uj"] = "900";

        Assert.Null((await Watch(() => _files[Package + "energy_uj"] = "40")).PackageMicroJoules);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("cpu 1 2 three 4 5 6 7 8")]
    [InlineData("intr 1 2 3")]
    public async Task What_the_system_does_not_say_is_not_known_and_never_zero(string? stat)
    {
        _files["proc/stat"] = stat;
        _files["proc/pressure/cpu"] = "some nonsense";
        _files["proc/vmstat"] = "nothing";
        _files[Package + "name"] = "package-0";
        _files[Package + "energy_uj"] = null;

        MachineReading reading = await Watch(() => { });

        Assert.Equal(
            new MachineReading { StartedAt = reading.StartedAt, ElapsedNs = reading.ElapsedNs, HarnessCpuNs = 0 },
            reading);
    }

    [Fact]
    public async Task An_old_kernel_has_no_steal_time()
    {
        _files["proc/stat"] = "cpu 1 2 3 4 5 6 7";

        Assert.Null((await Watch(() => { })).StealNs);
    }
}
