using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Execution;

public sealed class MatrixRunnerTests
{
    private static readonly RunMatrix s_matrix = TestMatrix.Valid(TestMatrix.Small);
    private static readonly string s_yaml = MatrixWriter.Write(s_matrix);
    private static readonly RunPlan s_plan = RunPlan.Of(s_matrix);

    private static async Task<(bool Finished, ScriptedExecutor Executor, JournalEntry[] Entries)> RunAsync(string path, bool resume, int? stopBefore = null)
    {
        using ResultDirectory directory = ResultDirectory.Open(path, s_yaml, s_plan, resume);
        ScriptedExecutor executor = new(stopBefore);
        bool finished = await new MatrixRunner(executor, new SilentProgress()).RunAsync(s_plan, directory, CancellationToken.None);
        return (finished, executor, [.. directory.Entries]);
    }

    [Fact]
    public async Task A_run_that_was_stopped_anywhere_is_resumed_without_loss_or_repetition()
    {
        for (int stop = 0; stop <= s_plan.Invocations.Count; stop++)
        {
            using TestDirectory temporary = new();
            string path = temporary.File("run");

            (bool finished, ScriptedExecutor first, _) = await RunAsync(path, resume: false, stop);
            (bool resumed, ScriptedExecutor second, JournalEntry[] entries) = await RunAsync(path, resume: true);

            Assert.Equal(stop == s_plan.Invocations.Count, finished);
            Assert.True(resumed);
            Assert.Equal(s_plan.Invocations.Select(planned => planned.Key), [.. first.Executed, .. second.Executed]);
            Assert.Equal(s_plan.Invocations.Select(planned => planned.Key), entries.Select(entry => entry.Key));
        }
    }

    [Fact]
    public async Task A_journal_cut_at_any_byte_is_resumed_to_the_full_matrix()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        await RunAsync(path, resume: false);
        string journal = Path.Combine(path, "journal.jsonl");
        byte[] whole = File.ReadAllBytes(journal);

        for (int length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(journal, whole[..length]);

            (bool finished, _, JournalEntry[] entries) = await RunAsync(path, resume: true);

            Assert.True(finished);
            Assert.Equal(s_plan.Invocations.Count, entries.Length);
            Assert.Equal(s_plan.Invocations.Count, Journal.Read(journal).Entries.Count);
        }
    }

    [Fact]
    public async Task An_invocation_whose_details_are_gone_runs_again()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        await RunAsync(path, resume: false);
        File.Delete(Path.Combine(path, "cells", "00003.json"));

        (_, ScriptedExecutor executor, JournalEntry[] entries) = await RunAsync(path, resume: true);

        Assert.Equal([s_plan.Invocations[3].Key], executor.Executed);
        Assert.Equal(s_plan.Invocations.Count, entries.Length);
    }

    [Fact]
    public async Task A_token_that_is_set_stops_before_the_next_cell()
    {
        using TestDirectory temporary = new();
        using ResultDirectory directory = ResultDirectory.Open(temporary.File("run"), s_yaml, s_plan, resume: false);
        ScriptedExecutor executor = new();

        Assert.False(await new MatrixRunner(executor, new SilentProgress()).RunAsync(s_plan, directory, new CancellationToken(canceled: true)));
        Assert.Empty(executor.Executed);
    }
}
