using Compare.Harness.Results;

namespace Compare.Integration.Tests;

public sealed class RunTests
{
    private static readonly string[] s_files =
    [
        "matrix.yaml", "environment.json", "plan.jsonl", "journal.jsonl", "invocations.csv", "iterations.csv", "events.csv",
        "timeline.csv", "work.csv", "settings.csv", "probes.csv", "costs.csv", "steadiness.csv", "mmu.csv", "summary.csv",
        "twins.csv", "twin_iterations.csv", "aa.csv", "machine.csv", "canary.csv", "counters.csv", "report.html", "report.md",
    ];

    // The preset smoke itself is run from the command line by .ci/run.
    [Fact]
    public async Task A_matrix_of_every_engine_runs_and_leaves_every_file()
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];
        string matrix = directory["m.yaml"];
        File.WriteAllText(matrix, """
            schema: 1
            baseline: cpython
            engines: [all]
            workloads: ['rings:size=smoke', 'finalizer-storm:size=smoke', 'lesson-cycles:size=smoke,version=[wasteful,careful]']
            runs: {invocations: 1, iterations: 2, warmup: 1}
            """);

        (int exitCode, string[] output, string error) = await Tool.RunAsync("run", matrix, "--out", path);

        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        Assert.All(s_files, name => Assert.True(File.Exists(Path.Combine(path, name)), name));
        ResultSet results = ResultSetReader.Read(path);
        Assert.Equal(results.PlannedInvocations, results.Invocations.Count);
        Assert.All(results.Invocations, row => Assert.True(row.Status is CellStatus.Ok or CellStatus.NotApplicable, $"{row}"));
        Assert.Single(results.Invocations
            .Where(row => row.Workload.StartsWith("rings", StringComparison.Ordinal))
            .Select(row => row.Checksum)
            .Distinct());
        Assert.All(
            results.Invocations.Where(row => row.Status == CellStatus.Ok), row => Assert.True(row.StartupNs > 0 && row.RssPeakBytes > 0));
        InvocationRow cannot = Assert.Single(results.Invocations, row => row.Status == CellStatus.NotApplicable);
        Assert.Equal(("micropython", "finalizer-storm:size=smoke"), (cannot.Engine, cannot.Workload));
        Assert.Contains("finalizer", cannot.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Path.Combine(path, "report.html"), output[^1]);
    }

    [Fact]
    public async Task A_result_directory_is_reported_again_and_elsewhere()
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];
        await Tool.RunAsync("run", "--engine", "nogc", "--workload", "rings:size=smoke", "--invocations", "1", "--out", path);

        (int exitCode, _, string error) = await Tool.RunAsync(
            "report", path, "--csv", directory["tables"], "--html", directory["again.html"], "--markdown", directory["again.md"]);

        Assert.True(exitCode == 0, error);
        Assert.Equal(
            File.ReadAllText(Path.Combine(path, "summary.csv")),
            File.ReadAllText(Path.Combine(directory["tables"], "summary.csv")));
        Assert.Equal(File.ReadAllText(Path.Combine(path, "report.md")), File.ReadAllText(directory["again.md"]));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(directory["again.html"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_run_that_verifies_says_that_its_times_are_no_measurements()
    {
        using TemporaryDirectory directory = new();
        const string Warning = "verified after every collection";
        string[] run = ["run", "--engine", "cpython", "--workload", "rings:size=smoke", "--invocations", "1", "--out"];

        (int exitCode, string[] output, string error) = await Tool.RunAsync([.. run, directory["verified"], "--verify"]);
        await Tool.RunAsync([.. run, directory["plain"]]);

        ResultSet verified = ResultSetReader.Read(directory["verified"]);
        ResultSet plain = ResultSetReader.Read(directory["plain"]);
        Assert.True(exitCode == 0, error);
        Assert.Contains("the times are no measurements", error, StringComparison.Ordinal);
        Assert.Contains("Every heap was verified after each collection; times are not compared.", output);
        Assert.DoesNotContain(output, line => line.StartsWith("Wall time", StringComparison.Ordinal));
        Assert.Equal((true, false), (verified.Environment.Verify, plain.Environment.Verify));
        EngineFacts facts = Assert.Single(plain.Environment.Engines);
        Assert.Equal(("cpython", true, "reference_counting"), (facts.Config, facts.Prompt, facts.Barrier));
        Assert.All(verified.Invocations, row => Assert.Contains(Warning, row.Warnings, StringComparison.Ordinal));
        Assert.All(
            plain.Invocations,
            row => Assert.DoesNotContain(Warning, row.Warnings ?? string.Empty, StringComparison.Ordinal));
        string report = File.ReadAllText(Path.Combine(directory["verified"], "report.html"));
        Assert.Contains(Warning, report, StringComparison.Ordinal);
        Assert.Equal(plain.Invocations.Select(row => row.Checksum), verified.Invocations.Select(row => row.Checksum));
    }

    [Fact]
    public async Task The_same_matrix_and_seed_give_the_same_checksums_and_the_same_work()
    {
        using TemporaryDirectory directory = new();
        string[] matrix =
            ["run", "--engine", "all", "--workload", "lru-cache:size=smoke", "--invocations", "1", "--seed", "7", "--out"];
        await Tool.RunAsync([.. matrix, directory["a"]]);
        await Tool.RunAsync([.. matrix, directory["b"]]);

        ResultSet first = ResultSetReader.Read(directory["a"]);
        ResultSet second = ResultSetReader.Read(directory["b"]);

        Assert.Equal(
            first.Invocations.Select(row => (row.Config, row.Checksum)),
            second.Invocations.Select(row => (row.Config, row.Checksum)));
        Assert.Equal(first.Work, second.Work);
    }

    [Fact]
    public async Task A_heap_that_is_too_small_for_the_workload_is_a_row_with_a_reason_and_the_rest_is_complete()
    {
        using TemporaryDirectory directory = new();

        (int exitCode, _, string error) = await Tool.RunAsync(
            "run", "--engine", "nogc", "--workload", "binary-trees:depth=18", "--workload", "rings:size=smoke", "--heap", "16MiB",
            "--invocations", "1", "--out", directory["run"]);

        ResultSet results = ResultSetReader.Read(directory["run"]);
        InvocationRow failed = results.Invocations.Single(row => row.Workload == "binary-trees:depth=18");
        Assert.Equal(3, exitCode);
        Assert.Equal(CellStatus.Oom, failed.Status);
        Assert.Contains("16777216 bytes", failed.Error, StringComparison.Ordinal);
        Assert.Contains("oom", error, StringComparison.Ordinal);
        Assert.Equal(CellStatus.Ok, results.Invocations.Single(row => row.Workload == "rings:size=smoke").Status);
    }

    [Fact]
    public async Task A_cell_at_its_time_limit_is_a_row_with_a_reason()
    {
        using TemporaryDirectory directory = new();

        (int exitCode, _, _) = await Tool.RunAsync(
            "run", "--engine", "nogc", "--workload", "rings:size=smoke", "--timeout", "1ms", "--invocations", "1",
            "--out", directory["run"]);

        InvocationRow row = Assert.Single(ResultSetReader.Read(directory["run"]).Invocations);
        Assert.Equal(3, exitCode);
        Assert.Equal((CellStatus.Timeout, "Stopped at its time limit of 1ms."), (row.Status, row.Error));
    }

    [Fact]
    public async Task A_run_with_enough_invocations_has_verdicts_a_pair_and_a_plan_for_the_next()
    {
        using TemporaryDirectory directory = new();
        string path = directory["run"];

        (int exitCode, string[] output, string error) = await Tool.RunAsync(
            "run", "--engine", "cpython", "--engine", "pypy", "--workload", "rings:size=smoke", "--invocations", "4",
            "--out", path);
        (int planExit, string[] plan, _) = await Tool.RunAsync("plan", path, "--effect", "5%");

        ResultSet results = ResultSetReader.Read(path);
        SummaryRow verdict = results.Summary.Single(row => row is { Config: "pypy", Metric: "wall_ns" });
        Assert.True(exitCode == 0, error);
        Assert.NotNull(verdict.Verdict);
        Assert.NotNull(verdict.PValue);
        Assert.Equal(4, results.Twins.Count);
        Assert.Equal(results.Invocations.First(row => row.Config == "cpython").Checksum, results.Twins[0].Checksum);
        Assert.Contains(
            output.Concat(error.Split('\n')),
            line => line.Contains("A/A pair: cpython on rings:size=smoke", StringComparison.Ordinal));
        Assert.Equal(0, planExit);
        Assert.Contains(plan, line => line.StartsWith("  pypy × rings:size=smoke", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3", "--effect: '3' is not a percentage")]
    [InlineData("0%", "--effect: '0%' is not between 0% and 50%")]
    public async Task A_plan_for_no_effect_is_refused(string effect, string expected)
    {
        (int exitCode, _, string error) = await Tool.RunAsync("plan", "nowhere", "--effect", effect);

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_prints_the_plan_and_writes_nothing()
    {
        using TemporaryDirectory directory = new();

        (int exitCode, string[] output, _) = await Tool.RunAsync(
            "run", "--engine", "nogc", "--workload", "rings", "--invocations", "2", "--dry-run", "--out", directory["run"]);

        Assert.Equal(0, exitCode);
        Assert.Equal(4, output.Length);
        Assert.Contains("nogc × rings #0", output[0], StringComparison.Ordinal);
        Assert.Contains("3 invocations to run", output[3], StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory["run"]));
    }
}
