using Compare.Harness.Machine.Canary;
using Compare.Harness.Matrix;
using Compare.Harness.Results;

namespace Compare.Integration.Tests;

public sealed class InterruptionTests
{
    // Far more invocations than can finish before the signal arrives, however slow or fast the machine.
    private static string[] LongRun(string path) =>
        ["run", "--engine", "nogc", "--workload", "rings:size=smoke", "--invocations", "2000", "--out", path];

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_keeps_what_is_finished_and_the_run_can_be_resumed(string signal)
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];
        using Tool tool = Tool.Start(LongRun(path));
        while (await tool.ReadLineAsync() is { } line && !line.StartsWith("[   2/", StringComparison.Ordinal))
        {
        }

        Tool.Signal(signal, tool.Id);
        (int exitCode, string[] output, string error) = await tool.EndAsync();

        ResultSet results = ResultSetReader.Read(path);
        Assert.Equal(3, exitCode);
        Assert.Contains("--resume", error, StringComparison.Ordinal);
        int finished = results.Invocations.Count + results.Canary.Count;
        Assert.InRange(finished, 2, 1999);
        Assert.All(results.Invocations, row => Assert.Equal(CellStatus.Ok, row.Status));
        Assert.Equal(2000, results.PlannedInvocations);
        Assert.True(File.Exists(output[^1]), output[^1]);

        (exitCode, string[] plan, _) = await Tool.RunAsync("run", "--resume", "--dry-run", "--out", path);
        Assert.Equal(0, exitCode);
        int all = 2000 + 1 + CanaryPlaces.Count(new RunSettings(), 2000); // One more counts the work.
        Assert.Contains($"{all - finished} invocations to run, {finished} finished", plan[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_killed_shows_as_a_crash_and_the_rest_is_complete()
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];
        using Tool tool = Tool.Start(
            "run", "--engine", "nogc", "--workload", "binary-trees:depth=14", "--workload", "rings:size=smoke", "--invocations", "10", "--out", path);

        // A worker may end by itself before the signal reaches it; then the next one is tried.
        await tool.ReadLineAsync();
        Task<bool> crashed = CrashSeenAsync(tool);
        while (!crashed.IsCompleted)
        {
            if (tool.Worker() is { } worker)
            {
                Tool.Signal("KILL", worker);
            }

            await Task.Yield();
        }

        Assert.True(await crashed);
        (int exitCode, _, string error) = await tool.EndAsync();

        ResultSet results = ResultSetReader.Read(path);
        Assert.Equal(3, exitCode);
        Assert.Equal(results.PlannedInvocations, results.Invocations.Count);
        InvocationRow[] crashes = [.. results.Invocations.Where(row => row.Status == CellStatus.Crash)];
        Assert.NotEmpty(crashes);
        Assert.All(crashes, row => Assert.Contains("killed by SIGKILL", row.Error, StringComparison.Ordinal));
        Assert.Contains(results.Invocations, row => row.Status == CellStatus.Ok);
        Assert.Contains("SIGKILL", error, StringComparison.Ordinal);
    }

    private static async Task<bool> CrashSeenAsync(Tool tool)
    {
        while (await tool.ReadLineAsync() is { } line)
        {
            if (line.Contains("crash", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
