using Compare.Harness.Results;

namespace Compare.Integration.Tests;

/// <summary>What came of settings, told wherever a reader may look.</summary>
public sealed class SettingsTests
{
    private const string Refused = "the setting heap-count did not take effect: 3 was asked for, 1 is in effect";

    [Fact]
    public async Task A_setting_that_did_not_take_effect_is_a_warning_everywhere_and_its_cell_is_measured()
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];

        (int exitCode, _, string error) = await Tool.RunAsync(
            "run", "--engine", "clr:heap-count=3,gen0=4MiB,concurrent=true", "--engine", "nogc", "--workload", "rings:size=smoke",
            "--invocations", "1", "--out", path);

        ResultSet results = ResultSetReader.Read(path);
        Assert.Equal(0, exitCode);
        Assert.Contains(Refused, error, StringComparison.Ordinal);
        Assert.Contains(Refused, File.ReadAllText(Path.Combine(path, "report.md")), StringComparison.Ordinal);
        Assert.Contains(Refused, File.ReadAllText(Path.Combine(path, "report.html")), StringComparison.Ordinal);
        Assert.Equal(
            [("heap-count", "3", "1")],
            results.Settings.Where(row => row.TookEffect == false).Select(row => (row.Setting, row.Requested, row.Effective)));
        Assert.Equal(
            [("concurrent", "true", "true"), ("gen0", "4194304", "4194304")],
            results.Settings.Where(row => row.TookEffect == true).Select(row => (row.Setting, row.Requested, row.Effective)));
        Assert.All(results.Settings, row => Assert.Equal("clr", row.Engine));
    }

    [Fact]
    public async Task A_listened_cell_says_what_the_listener_cost_and_its_events_are_whole()
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];

        await Tool.RunAsync(
            "run", "--engine", "clr:gen0=1MiB", "--engine", "nogc", "--workload", "binary-trees:depth=12", "--invocations", "1", "--out", path);

        ResultSet results = ResultSetReader.Read(path);
        InvocationRow clr = Assert.Single(results.Invocations, row => row.Engine == "clr");
        InvocationRow other = Assert.Single(results.Invocations, row => row.Engine == "nogc");
        EventRow[] events = [.. results.Events.Where(row => row.Engine == "clr")];
        Assert.Equal((null, null, null), (other.ObserverBytes, other.ObserverEvents, other.LostCollections));
        Assert.True(clr.ObserverBytes > 0 && clr.ObserverEvents > clr.HostCollections, $"{clr}");
        Assert.Equal(0, clr.LostCollections);
        Assert.NotEmpty(events);
        Assert.Equal(clr.HostCollections, events.Length);
        Assert.All(events, row => Assert.Equal(("host", "blocking"), (row.Kind, row.Mode)));
        Assert.All(events, row => Assert.NotNull(row.HostReason));
        Assert.All(events, row => Assert.NotNull(row.Compacting));
        Assert.All(events, row => Assert.Equal(
            row.AfterBytes, row.Gen0AfterBytes + row.Gen1AfterBytes + row.Gen2AfterBytes + row.LohAfterBytes + row.PohAfterBytes));
        Assert.Contains("the event listener used", File.ReadAllText(Path.Combine(path, "report.md")), StringComparison.Ordinal);
        Assert.Contains("table-observation", File.ReadAllText(Path.Combine(path, "report.html")), StringComparison.Ordinal);
    }
}
