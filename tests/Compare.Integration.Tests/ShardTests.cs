using Compare.Harness.Results;

namespace Compare.Integration.Tests;

public sealed class ShardTests
{
    private static readonly string[] s_matrix =
        ["--engine", "cpython", "--engine", "nogc", "--workload", "rings:size=smoke", "--workload", "lru-cache:size=smoke", "--invocations", "4"];

    [Fact]
    public async Task Shards_that_are_merged_are_the_whole_run()
    {
        using TemporaryDirectory directory = new();
        await RunAsync(0, ["run", .. s_matrix, "--out", directory["whole"]]);
        await RunAsync(0, ["run", .. s_matrix, "--shard", "1/2", "--out", directory["first"]]);
        string own = Path.Combine(directory["first"], "matrix.yaml");

        // A part that stops half-way leaves a merged result that can be finished.
        (_, string error) = await RunAsync(3, ["merge", directory["first"], "--out", directory["part"]]);
        Assert.Contains("10 invocations are missing:", error, StringComparison.Ordinal);
        Assert.Contains("cpython × lru-cache:size=smoke #0", error, StringComparison.Ordinal);
        await RunAsync(0, ["run", "--resume", "--out", directory["part"]]);

        await RunAsync(0, ["run", own, "--shard", "2/2", "--out", directory["second"]]);
        (string[] output, _) = await RunAsync(0, ["merge", directory["second"], directory["first"], "--out", directory["merged"]]);
        await RunAsync(0, ["verify", directory["merged"]]);
        await RunAsync(0, ["verify", directory["second"]]);

        IReadOnlyList<string> whole = DeterministicView.Of(directory["whole"]);
        Assert.Equal(whole, DeterministicView.Of(directory["merged"]));
        Assert.Equal(whole, DeterministicView.Of(directory["part"]));
        Assert.StartsWith("shard 2/2: 10 invocations, started 20", output[0], StringComparison.Ordinal);
        Assert.True(File.Exists(output[^1]), output[^1]);
        RunEnvironment environment = ResultSetReader.Read(directory["first"]).Environment;
        Assert.Equal("1/2", environment.Shard);
        Assert.Contains("1/2", File.ReadAllText(Path.Combine(directory["merged"], "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shard_an_empty_one_and_a_place_that_is_taken_are_refused()
    {
        using TemporaryDirectory directory = new();
        string[] small = ["run", "--engine", "nogc", "--workload", "rings:size=smoke", "--invocations", "1"];
        await RunAsync(0, [.. small, "--shard", "1/2", "--out", directory["shard"]]);

        (_, string other) = await RunAsync(1, [.. small, "--shard", "2/2", "--resume", "--out", directory["shard"]]);
        (_, string empty) = await RunAsync(1, [.. small, "--shard", "3/3", "--out", directory["empty"]]);
        (_, string none) = await RunAsync(1, [.. small, "--shard", "3/2", "--out", directory["empty"]]);
        (_, string taken) = await RunAsync(1, ["merge", directory["shard"], "--out", directory["shard"]]);
        await RunAsync(0, ["run", "--resume", "--out", directory["shard"]]);

        Assert.Contains("This directory holds shard 1/2 of the matrix; resume it with --shard 1/2", other, StringComparison.Ordinal);
        Assert.Contains("Shard 3/3 of this matrix is empty; divide it into at most 2", empty, StringComparison.Ordinal);
        Assert.Contains("'3/2' is not a part of a matrix", none, StringComparison.Ordinal);
        Assert.Contains("merging never changes a result", taken, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory["empty"]));
    }

    private static async Task<(string[] Output, string Error)> RunAsync(int expected, string[] arguments)
    {
        (int exitCode, string[] output, string error) = await Tool.RunAsync(arguments);
        Assert.True(exitCode == expected, $"{string.Join(' ', arguments)}: {exitCode}\n{string.Join('\n', output)}\n{error}");
        return (output, error);
    }
}
