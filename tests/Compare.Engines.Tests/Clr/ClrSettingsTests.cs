using System.Runtime;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Clr;

namespace Compare.Engines.Tests.Clr;

/// <summary>Settings as variables of a process, and as they came out; the processes themselves are tested with the harness.</summary>
[Collection(nameof(HostCollector))]
public sealed class ClrSettingsTests
{
    private static readonly ClrEngineFactory s_factory = new();

    private static EngineOptions Options(string text, long? limit = null) => new()
    {
        Parameters = ParameterValues.Parse("engine clr", s_factory.Parameters, Specification.Parse(text).Arguments),
        HeapLimitBytes = limit,
    };

    [Theory]
    [InlineData("server=true", "DOTNET_gcServer", "1")]
    [InlineData("concurrent=false", "DOTNET_gcConcurrent", "0")]
    [InlineData("datas=false", "DOTNET_GCDynamicAdaptationMode", "0")]
    [InlineData("heap-count=12", "DOTNET_GCHeapCount", "0xc")]
    [InlineData("gen0=4MiB", "DOTNET_GCgen0size", "0x400000")]
    [InlineData("gen0-max=64KiB", "DOTNET_GCGen0MaxBudget", "0x10000")]
    [InlineData("conserve=9", "DOTNET_GCConserveMemory", "0x9")]
    [InlineData("retain-vm=true", "DOTNET_GCRetainVM", "1")]
    [InlineData("loh-threshold=100000", "DOTNET_GCLOHThreshold", "0x186a0")]
    [InlineData("high-memory=75", "DOTNET_GCHighMemPercent", "0x4b")]
    public void A_setting_is_a_variable_in_the_hosts_own_letters(string argument, string variable, string value) =>
        Assert.Equal([KeyValuePair.Create(variable, value)], s_factory.GetProcessEnvironment(Options("clr:" + argument)));

    [Theory]
    [InlineData("clr")]
    [InlineData("clr:concurrent=false")]
    [InlineData("clr:concurrent=true")]
    public void Under_a_limit_the_host_keeps_its_concurrent_collector(string text)
    {
        IReadOnlyDictionary<string, string> environment = s_factory.GetProcessEnvironment(Options(text, limit: 64 << 20));

        Assert.Equal(("0x4000000", "1"), (environment["DOTNET_GCHeapHardLimit"], environment["DOTNET_gcConcurrent"]));
        Assert.Equal(2, environment.Count);
    }

    [Fact]
    public void Without_settings_nothing_is_set() => Assert.Empty(s_factory.GetProcessEnvironment(Options("clr")));

    [Theory]
    [InlineData("batch", GCLatencyMode.Batch)]
    [InlineData("low", GCLatencyMode.LowLatency)]
    [InlineData("sustained", GCLatencyMode.SustainedLowLatency)]
    public void The_latency_mode_is_the_engines_while_it_lives(string word, GCLatencyMode mode)
    {
        GCLatencyMode before = GCSettings.LatencyMode;
        IEngine engine = s_factory.Create(Options("clr:latency=" + word));

        EngineSetting setting = Assert.Single(engine.GetSettings(), row => row.Name == "latency");
        bool took = GCSettings.LatencyMode == mode;
        Assert.Equal(word, setting.Requested);
        Assert.Equal(took, setting.TookEffect);
        Assert.Equal(took, setting.Effective == word);
        Assert.True(took || mode == GCLatencyMode.SustainedLowLatency || GCSettings.IsServerGC, "The host refused a mode that it has.");
        engine.Dispose();
        Assert.Equal(before, GCSettings.LatencyMode);
        engine.Dispose();
        Assert.Equal(before, GCSettings.LatencyMode);
    }

    [Fact]
    public void What_the_host_says_is_listed_and_what_nobody_asked_for_is_neither_met_nor_refused()
    {
        using IEngine engine = s_factory.Create(Options("clr"));
        GC.Collect(0);

        IReadOnlyList<EngineSetting> settings = engine.GetSettings();

        Assert.Equal(settings.Select(row => row.Name).Distinct(StringComparer.Ordinal), settings.Select(row => row.Name));
        Assert.All(settings, row => Assert.Equal((null, null), (row.Requested, row.TookEffect)));
        Dictionary<string, string?> effective = settings.ToDictionary(row => row.Name, row => row.Effective, StringComparer.Ordinal);
        Assert.Equal(GCSettings.IsServerGC ? "true" : "false", effective["server"]);
        Assert.Equal("85000", effective["loh-threshold"]);
        Assert.Null(effective["heap-limit"]);
        Assert.True(long.Parse(effective["gen0"]!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Contains("GCRegionSize", effective.Keys);
        Assert.All(
            s_factory.Parameters.Where(parameter => !parameter.Positional),
            parameter => Assert.Contains(parameter.Name, effective.Keys));
    }

    [Theory]
    [InlineData("1", "1", true)]
    [InlineData("1", "2", false)]
    [InlineData(null, "2", null)]
    [InlineData("1", null, null)]
    public void A_request_is_met_when_it_came_out_so(string? requested, string? effective, bool? took) =>
        Assert.Equal(took, EngineSetting.Of("x", requested, effective).TookEffect);
}
