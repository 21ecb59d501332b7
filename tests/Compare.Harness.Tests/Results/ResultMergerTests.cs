using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Execution;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Results;

public sealed class ResultMergerTests : IDisposable
{
    private static readonly RunMatrix s_matrix = TestMatrix.Valid(TestMatrix.Small.Replace("3", "4", StringComparison.Ordinal));
    private static readonly string s_yaml = MatrixWriter.Write(s_matrix);

    private readonly TestDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Shards_in_any_order_give_the_files_of_the_whole_run_byte_by_byte(int count)
    {
        string whole = await RunAsync("whole", null);
        string[] shards = new string[count];
        for (int i = 0; i < count; i++)
        {
            shards[i] = await RunAsync($"shard-{i + 1}", new Shard(i + 1, count));
        }

        string merged = Merge([.. shards.Reverse()], out ResultMerger merger);

        Assert.Empty(merger.Missing);
        Assert.Empty(merger.Damage);
        Assert.Equal(Contents(whole), Contents(merged));
        Assert.Equal(2 * 2, File.ReadAllLines(Path.Combine(merged, "heapmaps.json")).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(19)]
    public async Task A_run_that_was_stopped_and_continued_has_the_files_of_one_that_was_not(int stopBefore)
    {
        string whole = await RunAsync("whole", null);
        await RunAsync("stopped", null, stopBefore: stopBefore);
        string continued = await RunAsync("stopped", null, resume: true);

        Assert.Equal(Contents(whole), Contents(continued));
        Assert.Equal(2 * 2, File.ReadAllLines(Path.Combine(continued, "heapmaps.json")).Length);
    }

    [Fact]
    public async Task An_invocation_that_ran_again_after_its_file_was_lost_is_read_with_its_new_file()
    {
        string path = await RunAsync("run", null);
        string lost = Path.Combine(path, "cells", "00003.json");
        string whole = File.ReadAllText(lost);
        JournalEntry before = RawRun.Read(path).Entries[3];
        File.Delete(lost);

        // The file that comes back is as long as another machine's times make it.
        string journal = Path.Combine(path, "journal.jsonl");
        string line = File.ReadAllLines(journal)[3];
        File.WriteAllText(lost, whole + " ");
        File.AppendAllText(
            journal,
            line.Replace($"\"file_bytes\":{before.FileBytes}", $"\"file_bytes\":{before.FileBytes + 1}", StringComparison.Ordinal) + "\n");
        RawRun again = RawRun.Read(path);

        Assert.Equal(RunPlan.Of(s_matrix).Invocations.Select(planned => planned.Key), again.Entries.Select(entry => entry.Key));
        Assert.Equal(before.FileBytes + 1, again.Entries[3].FileBytes);
        Assert.All(again.Entries, entry => Assert.True(again.IsComplete(entry), entry.File));
    }

    [Fact]
    public async Task Every_part_says_where_it_ran_and_a_workload_of_two_machines_is_warned_about()
    {
        string first = await RunAsync("first", new Shard(1, 5), "alpha");
        string second = await RunAsync("second", new Shard(2, 5), "beta");
        string third = await RunAsync("third", new Shard(3, 5), "alpha");

        Merge([first, second, third], out _);
        RunEnvironment environment = ResultSetReader.Environment(_temporary.File("merged"));

        Assert.Equal(
            [("1/5", "alpha", 5), ("2/5", "beta", 5), ("3/5", "alpha", 5)],
            environment.Parts!.Select(part => (part.Shard!, part.Host!, part.Invocations)));
        Assert.Null(environment.Shard);
        Assert.Contains(environment.Warnings, warning => warning.StartsWith(
            "The invocations of rings come from different machines (alpha, test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shards_of_whole_workloads_from_different_machines_need_no_warning()
    {
        string first = await RunAsync("first", new Shard(1, 2), "alpha");
        string second = await RunAsync("second", new Shard(2, 2), "beta");

        Merge([first, second], out _);

        Assert.Empty(ResultSetReader.Environment(_temporary.File("merged")).Warnings);
    }

    [Fact]
    public async Task What_is_missing_is_listed_in_the_order_of_the_plan_and_the_rest_is_there()
    {
        string first = await RunAsync("first", new Shard(1, 2));
        string third = await RunAsync("third", new Shard(2, 2), stopBefore: 2);

        string merged = Merge([first, third], out ResultMerger merger);

        IReadOnlyList<PlannedInvocation> share = RunPlan.Of(s_matrix, new Shard(2, 2)).Invocations;
        Assert.Equal(share.Skip(2), merger.Missing);
        Assert.Equal(merger.Plan.Invocations.Count - share.Count + 2, RawRun.Read(merged).Entries.Count);
    }

    [Fact]
    public async Task A_file_that_is_cut_makes_its_invocation_missing_with_a_warning()
    {
        string whole = await RunAsync("whole", null);
        File.WriteAllText(Path.Combine(whole, "cells", "00003.json"), "{");

        Merge([whole], out ResultMerger merger);

        Assert.Equal(3, Assert.Single(merger.Missing).Order);
        Assert.Contains("00003.json", Assert.Single(merger.Damage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_invocation_twice_is_one_when_equal_and_an_error_that_names_both_otherwise()
    {
        string whole = await RunAsync("whole", null);
        string again = await RunAsync("again", new Shard(1, 2));

        Merge([whole, again], out ResultMerger merger);
        Assert.Empty(merger.Missing);

        string cell = Directory.GetFiles(Path.Combine(again, "cells"))[0];
        File.WriteAllText(cell, File.ReadAllText(cell).Replace("640", "641", StringComparison.Ordinal));
        InputException exception = Assert.Throws<InputException>(() => new ResultMerger([whole, again], s_matrix));

        Assert.StartsWith(again + ": ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(whole, exception.Message, StringComparison.Ordinal);
        Assert.Contains("is here and, with other results, in", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_matrix_is_refused_with_both_names()
    {
        string first = await RunAsync("first", new Shard(1, 2));
        string second = await RunAsync("second", new Shard(2, 2));
        File.AppendAllText(Path.Combine(second, "matrix.yaml"), "# changed\n");

        InputException exception = Assert.Throws<InputException>(() => new ResultMerger([first, second], s_matrix));

        Assert.Contains(first, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(second + ": This is the run of another matrix", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shard_in_the_same_directory_is_refused_and_the_own_one_continues()
    {
        string path = await RunAsync("shard", new Shard(1, 2), stopBefore: 2);

        Assert.Null(ResultDirectory.Check(path, s_yaml, resume: true, new Shard(1, 2)));
        Assert.Equal(new Shard(1, 2), ResultDirectory.ShardOf(path));
        Assert.Equal(
            "This directory holds shard 1/2 of the matrix; resume it with --shard 1/2, or name another directory with --out.",
            ResultDirectory.Check(path, s_yaml, resume: true, new Shard(2, 2))!.Message);
        Assert.NotNull(ResultDirectory.Check(path, s_yaml, resume: true));

        string whole = await RunAsync("whole", null, stopBefore: 2);
        Assert.Contains(
            "holds the whole matrix",
            ResultDirectory.Check(whole, s_yaml, resume: true, new Shard(1, 2))!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_continued_on_another_machine_keeps_both()
    {
        string path = await RunAsync("run", null, "alpha", stopBefore: 7);
        await RunAsync("run", null, "beta", resume: true);
        await RunAsync("run", null, "beta", resume: true);

        RunEnvironment environment = ResultSetReader.Environment(path);

        Assert.Equal([("alpha", 7), ("beta", 17)], environment.Parts!.Select(part => (part.Host!, part.Invocations)));
        Assert.Equal(2, environment.Warnings.Count);
    }

    private string Merge(string[] paths, out ResultMerger merger)
    {
        string target = _temporary.File("merged");
        merger = new ResultMerger(paths, s_matrix);
        using ResultDirectory directory = ResultDirectory.Open(target, merger.Yaml, merger.Plan, resume: false);
        ResultSetWriter.Write(ResultSetBuilder.Build(s_matrix, merger.Yaml, directory, merger.Write(directory)), directory);
        return target;
    }

    private async Task<string> RunAsync(
        string name, Shard? shard, string host = "alpha", int? stopBefore = null, bool resume = false)
    {
        string path = _temporary.File(name);
        RunPlan plan = RunPlan.Of(s_matrix, shard);
        using ResultDirectory directory = ResultDirectory.Open(path, s_yaml, plan, resume, shard);
        RunEnvironment environment = TestRows.Results([], [], []).Environment with
        {
            Host = host,
            Shard = shard?.ToString(),
            MatrixHash = MatrixWriter.Hash(s_yaml),
        };
        environment = environment with { Parts = RunParts.Continued(directory, environment) };
        await new MatrixRunner(new ScriptedExecutor(stopBefore), new SilentProgress())
            .RunAsync(plan, directory, CancellationToken.None);
        environment = environment with { Parts = RunParts.Counted(environment.Parts, directory) };
        if (shard is null && stopBefore is null)
        {
            ResultSetWriter.Write(ResultSetBuilder.Build(s_matrix, s_yaml, directory, environment), directory);
        }
        else
        {
            ResultSetWriter.WriteEnvironment(environment, directory); // The tables of a part are read by nothing.
        }

        return path;
    }

    // The environment names the parts; everything else is as if nothing had been divided.
    private static Dictionary<string, string> Contents(string path) => Directory
        .GetFiles(path, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "environment.json")
        .ToDictionary(file => Path.GetRelativePath(path, file), File.ReadAllText, StringComparer.Ordinal);
}
