using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Execution;

/// <summary>Workers that run several invocations, as shell scripts.</summary>
public sealed class BatchExecutionTests
{
    // Writes the result of each invocation, says so, and waits for the answer; "$n" counts from 0.
    private const string Batch = """
        paths=$(grep -o '/[^"]*/cells/[0-9]*\.json' "$1" | sort)
        n=0
        for result in $paths; do
          BEFORE
          cp "$(dirname "$0")/ok.json" "$result"
          n=$((n + 1))
          if [ $n -lt 3 ]; then echo 'gc-compare: invocation finished'; read answer; fi
        done
        """;

    [Fact]
    public async Task Each_finished_invocation_is_taken_while_the_worker_waits()
    {
        List<JournalEntry> entries = await RunAsync("echo some words");

        Assert.Equal([0, 1, 2], entries.Select(entry => entry.Invocation));
        Assert.All(entries, entry => Assert.Equal((CellStatus.Ok, 200), (entry.Row.Status, entry.Row.WallNs)));
        Assert.All(entries, entry => Assert.NotNull(entry.FileBytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_death_loses_nothing_that_was_finished_and_the_rest_is_left_to_another_process(int dies)
    {
        List<JournalEntry> entries = await RunAsync($"if [ $n = {dies} ]; then kill -KILL $$; fi");

        Assert.Equal(dies + 1, entries.Count);
        Assert.All(entries.SkipLast(1), entry => Assert.Equal(CellStatus.Ok, entry.Row.Status));
        Assert.Equal(CellStatus.Crash, entries[^1].Row.Status);
        Assert.Contains("SIGKILL", entries[^1].Row.Error, StringComparison.Ordinal);
        Assert.Equal(0, entries[^1].Row.Process);
    }

    [Fact]
    public async Task Every_invocation_has_the_time_limit_for_itself_and_one_that_hangs_is_stopped()
    {
        List<JournalEntry> entries = await RunAsync("if [ $n = 2 ]; then sleep 1000; fi", TimeSpan.FromSeconds(2));

        Assert.Equal([CellStatus.Ok, CellStatus.Ok, CellStatus.Timeout], entries.Select(entry => entry.Row.Status));
    }

    [Fact]
    public async Task What_cannot_be_taken_ends_the_run_and_the_worker()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => RunAsync(
            "echo begins", finished: _ => throw new NotSupportedException()));
    }

    private static async Task<List<JournalEntry>> RunAsync(
        string before, TimeSpan? limit = null, Action<JournalEntry>? finished = null)
    {
        using TestDirectory temporary = new();
        RunMatrix matrix = TestMatrix.Valid("{schema: 1, engines: [cpython], workloads: [rings], runs: {invocations: 3, batch: 3}}");
        matrix = matrix with { Runs = matrix.Runs with { Timeout = limit ?? TimeSpan.FromMinutes(2) } };
        RunPlan plan = RunPlan.Of(matrix);
        using ResultDirectory directory = ResultDirectory.Open(temporary.File("run"), MatrixWriter.Write(matrix), plan, resume: false);
        File.WriteAllText(temporary.File("worker.sh"), Batch.Replace("BEFORE", before, StringComparison.Ordinal));
        File.WriteAllBytes(
            temporary.File("ok.json"), JsonSerializer.SerializeToUtf8Bytes(TestResults.Ok, WorkerJson.Default.WorkerResult));
        ICellExecutor executor = new ProcessCellExecutor(
            new ProcessRunner(TimeProvider.System), new WorkerCommand("/bin/sh", [temporary.File("worker.sh")]), matrix.Runs);
        List<JournalEntry> entries = [];
        await executor.ExecuteAsync(
            [.. plan.Invocations.Take(3)],
            directory,
            (_, entry) =>
            {
                finished?.Invoke(entry);
                entries.Add(entry);
            },
            CancellationToken.None);
        Assert.All(entries.Where(entry => entry.File is not null), entry => Assert.True(directory.IsComplete(entry)));
        return entries;
    }
}
