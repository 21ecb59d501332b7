using Compare.Harness.Results;

namespace Compare.Integration.Tests;

public sealed class MachineTests
{
    [Fact]
    public async Task Every_process_is_watched_and_the_canary_runs_where_it_is_asked_for()
    {
        using TemporaryDirectory directory = new();
        string matrix = directory["m.yaml"];
        await File.WriteAllTextAsync(matrix, """
            schema: 1
            engines: [nogc, cpython]
            workloads: [rings:size=smoke]
            runs: {invocations: 1, iterations: 2, canary: true}
            """);
        string path = directory["run"];

        (int exitCode, string[] output, string error) = await Tool.RunAsync("run", matrix, "--out", path);
        (int verified, string[] differences, _) = await Tool.RunAsync("verify", path);

        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        Assert.True(verified == 0, string.Join('\n', differences));
        ResultSet results = ResultSetReader.Read(path);
        Assert.Equal(2 + 2 + 10, results.Machine.Count);
        Assert.All(results.Machine, row => Assert.True(row.ElapsedNs > 0, $"{row}"));
        Assert.Equal(10, results.Canary.Count);
        Assert.All(results.Canary, row => Assert.True(row is { Status: CellStatus.Ok, WallNs: > 0 }, $"{row}"));
        Assert.Equal((0, 11), (results.Canary[0].Order, results.Canary[^1].Order));
        Assert.DoesNotContain(results.Invocations, row => row.Engine == "semispace");
        Assert.All(results.Iterations.Where(row => row.Measured), row => Assert.Equal(0, row.HostCollections));
        Assert.Contains(results.Environment.Watched, fact => fact.Name == "steal time");
        Assert.Contains(output, line => line.Contains("Canary: ", StringComparison.Ordinal)
            || error.Contains("Canary: ", StringComparison.Ordinal));
        if (OperatingSystem.IsLinux())
        {
            Assert.All(results.Machine, row => Assert.True(row is { OtherCpuNs: >= 0, WorkerCpuNs: > 0 }, $"{row}"));
        }
    }

    [Fact]
    public async Task The_doctor_says_what_can_be_watched()
    {
        (int exitCode, string[] output, string error) = await Tool.RunAsync("doctor");

        Assert.True(exitCode == 0, error);
        int heading = Array.IndexOf(output, "Watched around each process:");
        Assert.True(heading > 0, string.Join('\n', output));
        string[] facts = [.. output.Skip(heading + 1).Where(line => line.StartsWith("  ", StringComparison.Ordinal))];
        Assert.Equal(17, facts.Length);
        Assert.All(facts, fact => Assert.True(
            fact.EndsWith(" yes", StringComparison.Ordinal)
                || fact.Contains(" not available: ", StringComparison.Ordinal), fact));
    }
}
