using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Results;

namespace Compare.Integration.Tests;

/// <summary>Matrix files with parts, modifiers and probes, run by real workers.</summary>
public sealed class MatrixFileTests
{
    [Fact]
    public async Task What_is_switched_off_is_not_recorded_and_empty()
    {
        using TemporaryDirectory directory = new();
        File.WriteAllText(directory["parts.yml"], "{schema: 1, engines: ['cpython|gen0-700', 'pypy|nursery-512k'], runs: {invocations: 1, iterations: 1}}");
        File.WriteAllText(directory["main.yaml"], """
            schema: 1
            include: parts.yml
            workloads: ["rings:size=smoke", "web-session:size=smoke"]
            probes: []
            """);
        string path = directory["run"];

        (int exitCode, string[] output, string error) = await Tool.RunAsync("run", directory["main.yaml"], "--out", path);
        ResultSet results = ResultSetReader.Read(path);

        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        Assert.Equal(["cpython:gen0=700", "pypy:nursery=512KiB"], results.Invocations.Select(row => row.Config).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(4, results.Invocations.Count);
        Assert.All(results.Invocations, row =>
        {
            Assert.NotNull(row.WallNs);
            Assert.NotNull(row.Checksum);
            Assert.Equal((null, null, null, null), (row.GcNs, row.MutatorNs, row.PauseCount, row.PauseMaxNs));
            Assert.Equal((null, null, null), (row.RssPeakBytes, row.PeakLiveBytes, row.Requests));
        });
        Assert.Empty(results.Events);
        Assert.Empty(results.Timeline);
        Assert.Empty(results.Work);
        Assert.Empty(results.Requests);
        Assert.Equal(MatrixSchema.Text, File.ReadAllText(Path.Combine(path, MatrixSchema.FileName)));

        (exitCode, output, error) = await Tool.RunAsync("verify", path);
        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        (exitCode, _, _) = await Tool.RunAsync("run", "--resume", "--out", path);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task With_auto_every_process_measures_as_often_as_it_takes_and_the_count_is_in_the_results()
    {
        using TemporaryDirectory directory = new();
        File.WriteAllText(directory["auto.yaml"], """
            schema: 1
            engines: [nogc, pypy]
            workloads: ["rings:size=smoke", {use: web-session, size: smoke, set: {rate: open:200, requests: 50}}]
            runs: {invocations: 2, iterations: auto, order: as-written, timeout: 10x, batch: 2}
            probes: [gc-events, work-vector]
            """);
        string path = directory["run"];

        (int exitCode, string[] output, string error) = await Tool.RunAsync("run", directory["auto.yaml"], "--out", path);
        ResultSet results = ResultSetReader.Read(path);

        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        Assert.Equal(8, results.Invocations.Count);
        Assert.Equal(
            ["nogc", "pypy", "nogc", "pypy"],
            results.Invocations.Where(row => row.Invocation == 0).OrderBy(row => row.Order).Select(row => row.Config));
        Assert.All(results.Invocations, row =>
        {
            IterationRow[] measured = [.. results.Iterations.Where(one => one.Measured && Same(one, row))];
            Assert.Equal(measured.Length, row.MeasuredIterations);
            long before = measured[..^1].Sum(one => one.WallNs);
            Assert.False(AutoIterations.IsEnough(measured.Length - 1, before), $"{measured.Length - 1} iterations were enough");
            Assert.True(AutoIterations.IsEnough(measured.Length, before + measured[^1].WallNs));
        });

        // A request every 5 ms on average: about a quarter of a second for each iteration, whatever the machine.
        Assert.All(
            results.Invocations.Where(row => row.Workload.StartsWith("web-session", StringComparison.Ordinal)),
            row => Assert.InRange(row.MeasuredIterations!.Value, AutoIterations.Fewest, AutoIterations.Most - 1));

        // Ordinary probes of the work keep their count, and the tables follow from the raw files.
        Assert.All(results.Probes, row => Assert.InRange(row.Iteration, 0, 1));
        (exitCode, output, error) = await Tool.RunAsync("verify", path);
        Assert.True(exitCode == 0, string.Join('\n', output) + error);

        static bool Same(IterationRow one, InvocationRow row) =>
            one.Config == row.Config && one.Workload == row.Workload && one.Invocation == row.Invocation;
    }

    [Fact]
    public async Task A_dry_run_estimates_the_time_from_a_pilot_that_leaves_nothing_behind()
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];
        string[] run = ["run", "--engine", "nogc", "--engine", "pypy", "--workload", "rings:size=smoke", "--invocations", "9", "--out", path, "--dry-run"];

        (int exitCode, string[] with, _) = await Tool.RunAsync([.. run, "--pilot", "2min"]);
        (int without, string[] plan, _) = await Tool.RunAsync([.. run, "--pilot", "0"]);
        (int wrong, _, string error) = await Tool.RunAsync([.. run, "--pilot", "soon"]);
        (int alone, _, string wet) = await Tool.RunAsync("run", "--pilot", "5s");

        Assert.Equal((0, 0, 1, 1), (exitCode, without, wrong, alone));
        Assert.Equal(plan[..^1], with[..^1]);
        Assert.Matches("invocations to run, 0 finished; about .+, from .+ to .+, by a pilot: 2 of 2 cells ran$", with[^1]);
        Assert.EndsWith("time not known: no cell ran (a longer --pilot tries some out)", plan[^1], StringComparison.Ordinal);
        Assert.Contains("--pilot: 'soon' is not a duration", error, StringComparison.Ordinal);
        Assert.Contains("add --dry-run", wet, StringComparison.Ordinal);
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public async Task The_schema_is_printed_as_it_is_shipped()
    {
        (int exitCode, string[] output, _) = await Tool.RunAsync("schema");

        Assert.Equal(0, exitCode);
        Assert.Equal(MatrixSchema.Text.TrimEnd(), string.Join('\n', output));
    }
}
