using System.Text;
using Compare.Harness.Execution;
using Compare.Harness.Results;

namespace Compare.Integration.Tests;

/// <summary>The three ways in which the clr engine runs out of memory under its hard limit, each in a real process.</summary>
public sealed class HostLimitTests
{
    private const long SmallLimitBytes = 12 << 20;

    /// <summary>128 and the number of SIGABRT.</summary>
    private const int AbortedExitCode = 134;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_heap_that_becomes_too_small_is_a_row_that_says_so()
    {
        InvocationRow row = await RunAsync("12MiB");

        Assert.Equal(CellStatus.Oom, row.Status);
        Assert.Contains("ut of memory", row.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("could not start", row.Error, StringComparison.Ordinal);
        Assert.Null(row.WallNs);
    }

    [Fact]
    public async Task A_limit_in_which_the_runtime_cannot_start_is_a_row_that_says_so()
    {
        InvocationRow row = await RunAsync("1MiB");

        Assert.Equal(CellStatus.Oom, row.Status);
        Assert.StartsWith("The runtime could not start, out of memory: its heap does not fit into the limit", row.Error, StringComparison.Ordinal);
        Assert.Contains("GC heap initialization failed", row.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SIGKILL", row.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_its_runtime_ends_is_out_of_memory()
    {
        // The specification alone does not fit, and the worker has not come to where it catches anything.
        using TemporaryDirectory directory = new();
        string spec = directory["long.spec"];
        File.WriteAllText(spec, new string(' ', (int)(2 * SmallLimitBytes)), Encoding.ASCII);
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["DOTNET_GCHeapHardLimit"] = "0x" + SmallLimitBytes.ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            ["DOTNET_gcConcurrent"] = "1",
        };

        ProcessOutcome outcome = await new ProcessRunner(TimeProvider.System).RunAsync(
            WorkerCommand.Installed().StartInfo(spec, environment), s_limit, CancellationToken.None);
        (CellStatus status, string? error) = OutcomeClassifier.Classify(outcome, directory["none.json"], s_limit, out WorkerResult? result);

        Assert.Equal(AbortedExitCode, outcome.ExitCode);
        Assert.Equal((CellStatus.Oom, null), (status, result));
        Assert.StartsWith("The runtime ran out of memory and ended with SIGABRT; it said: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clr:concurrent=false")]
    [InlineData("clr:server=true")]
    public async Task No_limit_and_no_collector_is_a_crash(string engine)
    {
        InvocationRow row = await RunAsync("6MiB", engine);

        Assert.True(row.Status == CellStatus.Oom, row.Error);
    }

    private static async Task<InvocationRow> RunAsync(string heap, string engine = "clr")
    {
        using TemporaryDirectory directory = new();
        (int exitCode, _, string error) = await Tool.RunAsync(
            "run", "--engine", engine, "--workload", "binary-trees:depth=18", "--heap", heap, "--invocations", "1", "--out", directory["run"]);
        InvocationRow row = Assert.Single(ResultSetReader.Read(directory["run"]).Invocations);
        Assert.Equal(3, exitCode);
        Assert.Contains("oom", error, StringComparison.Ordinal);
        return row;
    }
}
