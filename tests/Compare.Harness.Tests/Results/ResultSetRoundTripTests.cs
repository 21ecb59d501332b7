using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Execution;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Results;

public sealed class ResultSetRoundTripTests
{
    internal static RunEnvironment Environment { get; } = new()
    {
        StartedAt = "2026-11-22T12:00:00Z",
        Processor = "test",
        Cores = 2,
        MemoryBytes = 1,
        System = "test",
        Runtime = ".NET",
        ToolVersion = "0",
        MatrixHash = "00",
        Warnings = ["A warning, with \"quotes\"."],
    };

    private static async Task<(ResultSet Built, ResultSet Read)> RunAsync(string path)
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);
        string yaml = MatrixWriter.Write(matrix);
        RunPlan plan = RunPlan.Of(matrix);
        using ResultDirectory directory = ResultDirectory.Open(path, yaml, plan, resume: false);
        await new MatrixRunner(new ScriptedExecutor(), new SilentProgress()).RunAsync(plan, directory, CancellationToken.None);
        ResultSet built = ResultSetBuilder.Build(matrix, yaml, directory, Environment);
        ResultSetWriter.Write(built, directory);
        return (built, ResultSetReader.Read(path));
    }

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        using TestDirectory temporary = new();

        (ResultSet built, ResultSet read) = await RunAsync(temporary.File("run"));

        Assert.Equal(built.Invocations, read.Invocations);
        Assert.Equal(built.Iterations, read.Iterations);
        Assert.Equal(built.Events, read.Events);
        Assert.Equal(built.Timeline, read.Timeline);
        Assert.Equal(built.Work, read.Work);
        Assert.Equal(built.Summary, read.Summary);
        Assert.Equal(built.Settings, read.Settings);
        Assert.Equal(built.Probes, read.Probes);
        Assert.Equal(built.Costs, read.Costs);
        Assert.NotEmpty(read.Probes);
        Assert.NotEmpty(read.Costs);
        Assert.Equal(built.Steadiness, read.Steadiness);
        Assert.NotEmpty(read.Steadiness);
        Assert.Equal(built.Utilization, read.Utilization);
        Assert.NotEmpty(read.Utilization);
        Assert.Equal(built.Environment.Warnings, read.Environment.Warnings);
        Assert.Equal((built.Title, built.Baseline, built.MatrixYaml, built.PlannedInvocations), (read.Title, read.Baseline, read.MatrixYaml, read.PlannedInvocations));
        Assert.NotEmpty(read.Events);
        Assert.NotEmpty(read.Work);
        Assert.Contains(read.Settings, row => row is { TookEffect: false, Requested: "4096" });
        Assert.Contains(read.Settings, row => row is { TookEffect: null, Requested: null });
    }

    [Fact]
    public async Task The_work_vector_has_no_row_among_the_invocations()
    {
        using TestDirectory temporary = new();

        (ResultSet built, _) = await RunAsync(temporary.File("run"));

        Assert.Equal(2 * 2 * 3, built.Invocations.Count);
        Assert.Equal(built.PlannedInvocations, built.Invocations.Count);
        Assert.All(built.Work, row => Assert.Equal(3, row.Invocation));
    }

    [Fact]
    public async Task A_run_of_a_version_without_the_newer_tables_can_be_read()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        await RunAsync(path);
        File.Delete(Path.Combine(path, "settings.csv"));
        File.Delete(Path.Combine(path, "probes.csv"));
        File.Delete(Path.Combine(path, "costs.csv"));
        File.Delete(Path.Combine(path, "steadiness.csv"));
        File.Delete(Path.Combine(path, "mmu.csv"));

        ResultSet read = ResultSetReader.Read(path);

        Assert.Empty(read.Settings);
        Assert.Empty(read.Probes);
        Assert.Empty(read.Costs);
        Assert.Empty(read.Steadiness);
        Assert.Empty(read.Utilization);
    }

    [Theory]
    [InlineData("matrix.yaml")]
    [InlineData("environment.json")]
    [InlineData("plan.jsonl")]
    [InlineData("invocations.csv")]
    [InlineData("events.csv")]
    public async Task A_missing_or_damaged_file_is_named(string name)
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        await RunAsync(path);
        File.WriteAllText(Path.Combine(path, name), "{[rubbish");

        Assert.Contains(name, Assert.Throws<InputException>(() => ResultSetReader.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(path, name));
        Assert.Contains(name, Assert.Throws<InputException>(() => ResultSetReader.Read(path)).Message, StringComparison.Ordinal);
    }
}
