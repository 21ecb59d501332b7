using System.Text.Json;
using Compare.Harness.Results;

namespace Compare.Integration.Tests;

/// <summary>The search of the smallest heap and the sweep that refers to it, with real engines in real processes.</summary>
public sealed class MinHeapTests
{
    private const long PageBytes = 4096;

    [Fact]
    public async Task The_smallest_heap_of_a_deterministic_engine_runs_and_its_largest_failure_does_not()
    {
        using TemporaryDirectory directory = new();
        string cache = directory["minheap.json"];
        string[] search = ["minheap", "smoke", "--engine", "semispace", "--workload", "binary-trees:depth=12", "--cache", cache];

        (int exitCode, string[] output, _) = await Tool.RunAsync(search);

        Assert.Equal(0, exitCode);
        Assert.Equal(Path.GetFullPath(cache), output[^1]);
        JsonElement certificate = Assert.Single(Certificates(cache));
        JsonElement found = certificate.GetProperty("search");
        long minimum = found.GetProperty("minimum_bytes").GetInt64();
        long fail = found.GetProperty("largest_fail_bytes").GetInt64();
        Assert.Equal("oom", found.GetProperty("fail_status").GetString());
        Assert.InRange(minimum - fail, PageBytes, Math.Max(PageBytes, minimum / 50));
        Assert.True(minimum >= 2 * certificate.GetProperty("peak_live_bytes").GetInt64(), "A copying collector needs what is live twice.");
        Assert.Equal(CellStatus.Ok, await StatusAsync(directory["passes"], minimum));
        Assert.Equal(CellStatus.Oom, await StatusAsync(directory["fails"], fail));

        File.SetLastWriteTimeUtc(cache, DateTime.UnixEpoch);
        (exitCode, output, _) = await Tool.RunAsync(search);
        Assert.Equal(0, exitCode);
        Assert.Contains(output, line => line.EndsWith(" runs (known)", StringComparison.Ordinal));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(cache));
    }

    [Fact]
    public async Task A_sweep_runs_at_multiples_of_the_smallest_heap_and_engines_that_opt_out_once()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory["sweep.yaml"], """
            schema: 1
            engines: [semispace, nogc]
            workloads: ['binary-trees:depth=12']
            heap: {relative_to: minheap, points: [1, 2]}
            runs: {invocations: 1, iterations: 1}
            """);
        string[] run = ["run", directory["sweep.yaml"], "--cache", directory["minheap.json"], "--out", directory["run"]];

        (int dryExit, string[] dry, _) = await Tool.RunAsync([.. run, "--dry-run"]);
        (int exitCode, _, _) = await Tool.RunAsync(run);

        Assert.Equal((0, 0), (dryExit, exitCode));
        Assert.Contains("2 searches come first", Assert.Single(dry), StringComparison.Ordinal);
        JsonElement semispace = Certificates(directory["minheap.json"]).Single(one => one.TryGetProperty("search", out _));
        long minimum = semispace.GetProperty("search").GetProperty("minimum_bytes").GetInt64();
        Assert.Equal(
            [("nogc", null), ("semispace", minimum), ("semispace", 2 * minimum)],
            ResultSetReader.Read(directory["run"]).Invocations
                .Select(row => (row.Engine, row.HeapBytes)).Order());
        Assert.Equal(minimum, Assert.Single(ResultSetReader.Read(directory["run"]).MinHeaps, one => one.Search is not null).MinimumBytes);
        Assert.Contains(
            $"base: {minimum}, bytes: [{minimum}, {2 * minimum}]", await File.ReadAllTextAsync(directory["run"] + "/matrix.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_relative_to_the_peak_of_live_bytes_needs_no_search()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory["sweep.yaml"], """
            schema: 1
            engines: [cpython, semispace]
            workloads: ['binary-trees:depth=12']
            heap: {relative_to: peak_live, points: [0.5, 8]}
            runs: {invocations: 1, iterations: 1}
            """);

        (int exitCode, _, _) = await Tool.RunAsync(
            "run", directory["sweep.yaml"], "--cache", directory["minheap.json"], "--out", directory["run"]);

        Assert.Equal(3, exitCode); // Half of what is live is not enough, and below the least heap of one engine.
        Assert.False(File.Exists(directory["minheap.json"]));
        Assert.All(
            ResultSetReader.Read(directory["run"]).Invocations.GroupBy(row => row.Config),
            engine => Assert.Equal([CellStatus.Oom, CellStatus.Ok], engine.OrderBy(row => row.HeapBytes).Select(row => row.Status)));
    }

    [Fact]
    public async Task A_cache_that_is_something_else_is_refused_before_anything_runs()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory["minheap.json"], "workloads: []");

        (int exitCode, _, string error) = await Tool.RunAsync("minheap", "smoke", "--cache", directory["minheap.json"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("holds no smallest heaps", error, StringComparison.Ordinal);
    }

    private static JsonElement[] Certificates(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("certificates").EnumerateArray().Select(one => one.Clone())];
    }

    private static async Task<CellStatus> StatusAsync(string path, long bytes)
    {
        string heap = bytes.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Tool.RunAsync(
            "run", "smoke", "--engine", "semispace", "--workload", "binary-trees:depth=12", "--heap", heap, "--invocations", "1", "--out", path);
        return Assert.Single(ResultSetReader.Read(path).Invocations).Status;
    }
}
