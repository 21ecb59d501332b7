using Compare.Harness.Discovery;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Discovery;

public sealed class MachineProbeTests
{
    private static MachineFinding Find(TestDirectory root, string name) =>
        new MachineProbe(root.Path).Findings().Single(finding => finding.Name == name);

    private static TestDirectory Machine(params (string Path, string Text)[] files)
    {
        TestDirectory root = new();
        foreach ((string path, string text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(root.File(path))!);
            File.WriteAllText(root.File(path), text);
        }

        return root;
    }

    [Theory]
    [InlineData("powersave", true)]
    [InlineData("performance", false)]
    public void A_governor_that_saves_power_is_warned_of(string governor, bool warned)
    {
        using TestDirectory root = Machine(("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", governor + "\n"));

        MachineFinding finding = Find(root, "governor");

        Assert.Equal(governor, finding.Value);
        Assert.Equal(warned, finding.Warning is not null);
    }

    [Fact]
    public void A_busy_machine_is_warned_of()
    {
        using TestDirectory busy = Machine(("proc/loadavg", "999.25 1 1 1/1 1"));
        using TestDirectory idle = Machine(("proc/loadavg", "0.00 1 1 1/1 1"));

        Assert.Contains("999.25", Find(busy, "load").Warning, StringComparison.Ordinal);
        Assert.Null(Find(idle, "load").Warning);
    }

    [Fact]
    public void Container_limits_and_little_memory_are_warned_of()
    {
        using TestDirectory root = Machine(
            ("sys/fs/cgroup/cpu.max", "50000 100000"),
            ("sys/fs/cgroup/memory.max", "1073741824"),
            ("proc/meminfo", "MemTotal: 4194304 kB\nMemAvailable: 1048576 kB\nSwapTotal: 1000 kB\nSwapFree: 10 kB\n"));

        Assert.NotNull(Find(root, "container cpu limit").Warning);
        Assert.NotNull(Find(root, "container memory limit").Warning);
        Assert.NotNull(Find(root, "memory").Warning);
        Assert.NotNull(Find(root, "swap").Warning);
    }

    [Fact]
    public void A_system_that_says_nothing_has_findings_without_warnings_of_files()
    {
        using TestDirectory root = new();

        Assert.Equal("not available", Find(root, "governor").Value);
        Assert.Equal("not available", Find(root, "load").Value);
        Assert.Null(Find(root, "turbo").Warning);
    }

    [Fact]
    public void The_environment_carries_the_commit_behind_the_version()
    {
        using TestDirectory root = new();

        Harness.Results.RunEnvironment environment = new MachineProbe(root.Path).Capture(TimeProvider.System, "1.2.3+abc", "00");

        Assert.Equal(("1.2.3", "abc"), (environment.ToolVersion, environment.Commit));
        Assert.Null(environment.Load);
    }
}
