using Compare.Harness.Machine;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Machine;

public sealed class WatchedFactsTests
{
    private static string? Reason(FakeSystemFiles files, string name, FakeAccounts? accounts = null) =>
        new WatchedFacts(files, accounts ?? new FakeAccounts(), new FakePerformanceEvents(), TimeProvider.System)
            .Find().Single(fact => fact.Name == name).Reason;

    [Fact]
    public void What_is_there_is_available()
    {
        FakeSystemFiles files = new()
        {
            ["proc/stat"] = "cpu 1 2 3 4 5 6 7 8",
            ["proc/pressure/cpu"] = "some avg10=0 avg60=0 avg300=0 total=1",
            ["sys/class/powercap/intel-rapl:0/name"] = "package-0",
            ["sys/class/powercap/intel-rapl:0/energy_uj"] = "1",
        };

        Assert.Null(Reason(files, "steal time"));
        Assert.Null(Reason(files, "pressure on processors"));
        Assert.Null(Reason(files, "energy"));
        Assert.Null(Reason(files, "CPU time of other processes", new FakeAccounts { Usage = default(ProcessUsage) }));
    }

    [Fact]
    public void What_is_missing_and_what_must_not_be_read_are_told_apart()
    {
        FakeSystemFiles files = new() { ["sys/class/powercap/intel-rapl:0/energy_uj"] = null };

        Assert.Equal("there is no /proc/pressure/memory here", Reason(files, "pressure on memory"));
        Assert.Contains("intel-rapl:0/energy_uj cannot be read", Reason(files, "energy"), StringComparison.Ordinal);
        Assert.Equal("refused with 13", Reason(files, "counter: cache misses"));
        Assert.NotNull(Reason(files, "context switches and major faults"));
    }
}
