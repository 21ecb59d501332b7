using System.Text.Json;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Results;

public sealed class EngineFactsTests
{
    [Fact]
    public void What_an_engine_promises_survives_the_file()
    {
        EngineFacts facts = EngineFacts.Of(TestMatrix.Valid(TestMatrix.Small).Engines[0]);
        RunEnvironment written = Environment with { Engines = [facts] };

        string json = JsonSerializer.Serialize(written, ResultJson.Default.RunEnvironment);

        Assert.Contains("\"pause_bound\":\"heap\"", json, StringComparison.Ordinal);
        Assert.Equal("cpython", facts.Config);
        Assert.Equal(facts, Assert.Single(JsonSerializer.Deserialize(json, ResultJson.Default.RunEnvironment)!.Engines));
    }

    [Fact]
    public void What_a_workload_says_of_itself_survives_the_file()
    {
        WorkloadFacts facts = WorkloadFacts.Of(TestMatrix.Valid(TestMatrix.Small).Workloads[0]);

        string json = JsonSerializer.Serialize(Environment with { Workloads = [facts] }, ResultJson.Default.RunEnvironment);

        Assert.NotEmpty(facts.Family!);
        Assert.StartsWith(facts.Name!, facts.Workload, StringComparison.Ordinal);
        Assert.Equal(facts, Assert.Single(JsonSerializer.Deserialize(json, ResultJson.Default.RunEnvironment)!.Workloads));
    }

    [Fact]
    public void A_file_of_an_earlier_version_has_none()
    {
        string json = JsonSerializer.Serialize(Environment, ResultJson.Default.RunEnvironment)
            .Replace(",\"engines\":[]", string.Empty, StringComparison.Ordinal)
            .Replace(",\"workloads\":[]", string.Empty, StringComparison.Ordinal);

        Assert.DoesNotContain("engines", json, StringComparison.Ordinal);
        Assert.Empty(JsonSerializer.Deserialize(json, ResultJson.Default.RunEnvironment)!.Engines);
        Assert.DoesNotContain("workloads", json, StringComparison.Ordinal);
        Assert.Empty(JsonSerializer.Deserialize(json, ResultJson.Default.RunEnvironment)!.Workloads);
    }

    private static RunEnvironment Environment { get; } = new()
    {
        StartedAt = "2026-11-22T10:15:00Z",
        Processor = "none",
        Cores = 1,
        MemoryBytes = 1,
        System = "none",
        Runtime = "none",
        ToolVersion = "0",
        MatrixHash = "0",
    };
}
