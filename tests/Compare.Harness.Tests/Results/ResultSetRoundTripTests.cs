using Compare.Harness.Execution;
using Compare.Harness.HeapMaps;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
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

    internal static async Task<(ResultSet Built, ResultSet Read)> RunAsync(string path, int invocations = 3)
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);
        matrix = matrix with { Runs = matrix.Runs with { Invocations = invocations } };
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
        Assert.Equal(built.Memory, read.Memory);
        Assert.Equal(built.Fragmentation, read.Fragmentation);
        Assert.NotEmpty(read.Memory);
        Assert.NotEmpty(read.Fragmentation);
        Assert.NotEmpty(read.Probes);
        Assert.NotEmpty(read.Costs);
        Assert.Equal(built.Steadiness, read.Steadiness);
        Assert.NotEmpty(read.Steadiness);
        Assert.Equal(built.Utilization, read.Utilization);
        Assert.NotEmpty(read.Utilization);
        Assert.Equal(built.Requests, read.Requests);
        Assert.Equal(2 * 2 * 3 * 3, read.Requests.Count);
        Assert.Equal(built.Latency, read.Latency);
        Assert.Equal(built.Capacity, read.Capacity);
        Assert.NotEmpty(read.Latency);
        Assert.NotEmpty(read.Capacity);
        Assert.Equal(built.Machine, read.Machine);
        Assert.Equal(2 * 2 * (3 + 1), read.Machine.Count);
        Assert.Equal(built.Counters, read.Counters);
        Assert.Equal(2 * 2 * 3 * 2, read.Counters.Count);
        Assert.Equal(Text(built.HeapMaps), Text(read.HeapMaps));
        Assert.Equal(2 * 2, read.HeapMaps.Count); // A line for the invocation of each cell that counts work.
        Assert.All(read.HeapMaps, row => Assert.Equal((3, 3), (row.Invocation, row.Map.Looks.Count)));
        Assert.Equal(built.Environment.Warnings, read.Environment.Warnings);
        Assert.Equal(
            (built.Title, built.Baseline, built.MatrixYaml, built.PlannedInvocations),
            (read.Title, read.Baseline, read.MatrixYaml, read.PlannedInvocations));
        Assert.NotEmpty(read.Events);
        Assert.NotEmpty(read.Work);
        Assert.Contains(read.Settings, row => row is { TookEffect: false, Requested: "4096" });
        Assert.Contains(read.Settings, row => row is { TookEffect: null, Requested: null });
    }

    [Fact]
    public async Task The_twin_of_the_pair_has_files_of_its_own()
    {
        using TestDirectory temporary = new();

        (ResultSet built, ResultSet read) = await RunAsync(temporary.File("run"), invocations: 5);

        Assert.Equal(2 * 2 * 5, built.Invocations.Count);
        Assert.Equal((20, 20), (built.PlannedInvocations, read.PlannedInvocations));
        Assert.Equal([0, 1, 2, 3, 4], built.Twins.Select(row => row.Invocation).Order());
        Assert.All(built.Twins, row => Assert.Equal(("cpython", "binary-trees"), (row.Config, row.Workload)));
        Assert.Equal(5 * TestResults.Ok.Iterations.Count, built.TwinIterations.Count);
        Assert.Equal(AaResult.Agrees, AaPair.Result(built.AaPair));
        Assert.Equal(built.Twins, read.Twins);
        Assert.Equal(built.TwinIterations, read.TwinIterations);
        Assert.Equal(built.AaPair, read.AaPair);
        Assert.Equal(built.Summary, read.Summary);
        Assert.Contains(read.Summary, row => row is { Verdict: Verdict.Equivalent, Greyed: false });
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
        string[] newer =
        [
            "settings.csv", "requests.csv", "twins.csv", "twin_iterations.csv", "aa.csv",
            "probes.csv", "costs.csv", "steadiness.csv", "mmu.csv", "latency.csv", "capacity.csv", "slowest.csv",
            "memory.csv", "fragmentation.csv", "heapmaps.json",
        ];
        Assert.All(newer, name => Assert.True(File.Exists(Path.Combine(path, name)), name));
        foreach (string name in newer)
        {
            File.Delete(Path.Combine(path, name));
        }

        ResultSet read = ResultSetReader.Read(path);

        Assert.Empty(read.Settings);
        Assert.Empty(read.Requests);
        Assert.Equal(AaResult.Off, AaPair.Result(read.AaPair));
        Assert.Empty(read.Twins);
        Assert.Empty(read.TwinIterations);
        Assert.Empty(read.Probes);
        Assert.Empty(read.Costs);
        Assert.Empty(read.Memory);
        Assert.Empty(read.Fragmentation);
        Assert.Empty(read.HeapMaps);
        Assert.Empty(read.Steadiness);
        Assert.Empty(read.Utilization);
        Assert.Empty(read.Latency);
        Assert.Empty(read.Capacity);
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

    [Fact]
    public async Task Damaged_maps_are_named()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        await RunAsync(path);
        string maps = Path.Combine(path, "heapmaps.json");
        File.WriteAllText(maps, File.ReadAllText(maps)[..^20]);

        InputException thrown = Assert.Throws<InputException>(() => ResultSetReader.Read(path));

        Assert.StartsWith(maps + ":4: the file is damaged", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>Lines as they are written: records that hold lists are not equal by what they hold.</summary>
    private static string Text(IReadOnlyList<HeapMapRow> maps)
    {
        using MemoryStream stream = new();
        HeapMapFile.Write(stream, maps);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
